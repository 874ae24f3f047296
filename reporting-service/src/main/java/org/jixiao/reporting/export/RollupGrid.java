package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.export.Grid.Column;
import org.jixiao.reporting.export.Grid.Kind;
import org.jixiao.reporting.rollup.Lamp;
import org.jixiao.reporting.rollup.Rollup;

/** A rollup as a grid: its total first, then its rows, in exact 元. */
final class RollupGrid {

    private static final List<Figure> FIGURES = List.of(
            new Figure("/amounts/total", "总计（%s，元）", Kind.MONEY),
            new Figure("/amounts/fiscalAppropriation", "财政拨款（%s，元）", Kind.MONEY),
            new Figure("/amounts/specialAccount", "财政专户拨款（%s，元）", Kind.MONEY),
            new Figure("/amounts/other", "其他资金（%s，元）", Kind.MONEY),
            new Figure("/declared", "申报数（元）", Kind.MONEY),
            new Figure("/issued", "批复数（元）", Kind.MONEY),
            new Figure("/adjusted", "调整后（元）", Kind.MONEY),
            new Figure("/executed", "执行数（元）", Kind.MONEY),
            new Figure("/executionRate", "执行率", Kind.RATE),
            new Figure("/projectCount", "项目数", Kind.COUNT),
            new Figure("/goalCount", "目标数", Kind.COUNT),
            new Figure("/indicatorCount", "指标数", Kind.COUNT));

    private static final List<Figure> LAMPS = lamps("/lamps/", "项目", "未监控项目");

    private static final List<Figure> INDICATOR_LAMPS = lamps("/indicatorLamps/", "指标", "无灯指标");

    private static final List<Figure> GRADES = Stream.concat(
                    counts("/grades/", Grade.values(), grade -> grade.label().zh(), "未自评"),
                    Stream.of(
                            new Figure("/scores/sum", "自评得分之和", Kind.MONEY),
                            new Figure("/scores/average", "自评平均分", Kind.MONEY)))
            .toList();

    /** Withdrawn projects and other years only stand beside the total. */
    private static final String IN_TOTAL = "计入合计";

    private RollupGrid() {}

    /** Only figures that a rollup has become columns; lamps and grades when there are any. */
    static Grid of(Rollup rollup, ObjectMapper json) {
        JsonNode tree = json.valueToTree(rollup);
        List<Figure> figures = Stream.of(
                        FIGURES,
                        rollup.lamps().lit() > 0 ? LAMPS : List.<Figure>of(),
                        rollup.grades().given() > 0 ? GRADES : List.<Figure>of(),
                        rollup.lamps().lit() > 0 ? INDICATOR_LAMPS : List.<Figure>of())
                .flatMap(List::stream)
                .filter(figure -> figure.isIn(tree))
                .toList();
        List<Column> columns = new ArrayList<>(List.of(new Column("代码", Kind.TEXT), new Column("名称", Kind.TEXT)));
        figures.forEach(figure -> columns.add(
                new Column(figure.label.formatted(rollup.basis().label().zh()), figure.kind)));
        columns.add(new Column(IN_TOTAL, Kind.TEXT));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(tree.at("/scope/code"), "合计", figures, tree));
        tree.path("rows")
                .forEach(row -> rows.add(row(row.path("key"), row.path("name").textValue(), figures, row)));
        JsonNode name = tree.at("/scope/name");
        return new Grid(
                "项目支出绩效目标汇总表",
                "%s 年度 %s（%s），%s%s"
                        .formatted(
                                tree.path("fiscalYear").asText(),
                                name.isTextual() ? name.asText() : "",
                                tree.at("/scope/code").asText(),
                                rollup.by().label().zh(),
                                Lamp.asOf(rollup.month())),
                Layout.MONEY_UNIT + "元",
                List.copyOf(columns),
                rows);
    }

    private static List<Figure> lamps(String pointer, String counted, String without) {
        return counts(pointer, MonitoringLamp.values(), lamp -> lamp.label().zh() + counted, without)
                .toList();
    }

    /** How many have each of some values, in their order, and last how many have none. */
    private static <E extends Enum<E>> Stream<Figure> counts(
            String pointer, E[] values, Function<E, String> label, String without) {
        return Stream.concat(
                Arrays.stream(values)
                        .map(each -> new Figure(
                                pointer + each.name().toLowerCase(Locale.ROOT), label.apply(each), Kind.COUNT)),
                Stream.of(new Figure(pointer + "none", without, Kind.COUNT)));
    }

    private static List<String> row(JsonNode key, String name, List<Figure> figures, JsonNode of) {
        List<String> cells = new ArrayList<>();
        cells.add(key.asText());
        cells.add(name);
        figures.forEach(figure -> cells.add(figure.of(of)));
        cells.add(of.path("inTotal").asBoolean(true) ? "是" : "否");
        return cells;
    }

    /** A figure by its place in the rollup and in its rows. */
    private record Figure(String pointer, String label, Kind kind) {

        boolean isIn(JsonNode rollup) {
            return !rollup.at(pointer).isMissingNode();
        }

        String of(JsonNode row) {
            JsonNode value = row.at(pointer);
            return value.isMissingNode() || value.isNull() ? null : value.asText();
        }
    }
}
