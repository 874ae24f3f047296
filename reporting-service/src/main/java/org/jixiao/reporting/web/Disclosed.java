package org.jixiao.reporting.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.difference.FieldDifference;
import org.jixiao.reporting.difference.IndicatorDifference;
import org.jixiao.reporting.difference.Kind;
import org.jixiao.reporting.difference.ProjectDifference;
import org.jixiao.reporting.publication.InForce;

/**
 * What the public has been told of a table, as the page shows it.
 *
 * @param number of the publication that is certified now; null when none is
 * @param earlier whether there are others that were certified before; told where none is now
 * @param changes since then, one line for each field
 */
record Disclosed(String number, String sha256, Instant certifiedAt, boolean earlier, List<Change> changes) {

    private static final Map<String, Text> FIELDS = Map.ofEntries(
            Map.entry("amounts.total", Text.of("总计", "Total")),
            Map.entry("amounts.fiscalAppropriation", Text.of("财政拨款", "Fiscal appropriation")),
            Map.entry("amounts.specialAccount", Text.of("财政专户拨款", "Special account")),
            Map.entry("amounts.other", Text.of("其他资金", "Other funds")),
            Map.entry("department.name", Text.of("部门名称", "Department")),
            Map.entry("name", Text.of("名称", "Name")),
            Map.entry("unit", Text.of("资金使用单位", "Spending unit")),
            Map.entry("goal", Text.of("绩效目标", "Performance goal")),
            Map.entry("indicatorsText", Text.of("绩效指标", "Indicators")),
            Map.entry("sequence", Text.of("序号", "Sequence")),
            Map.entry("category.code", Text.of("一级指标", "Level 1")),
            Map.entry("category.name", Text.of("一级指标名称", "Name of level 1")),
            Map.entry("type.code", Text.of("二级指标", "Level 2")),
            Map.entry("type.name", Text.of("二级指标名称", "Name of level 2")),
            Map.entry("periodTarget.raw", Text.of("实施周期指标值", "Target of the whole period")),
            Map.entry("annualTarget.raw", Text.of("年度指标值", "Target of the year")),
            Map.entry("weight", Text.of("权重", "Weight")),
            Map.entry("accumulation", Text.of("累计方式", "Accumulation")));

    private static final Pattern UNIT_NAME = Pattern.compile("units\\.([0-9]+)\\.name");

    /**
     * A field that differs.
     *
     * @param of the project, with the indicator where it is one's
     * @param before null for a blank
     * @param after null for a blank
     */
    record Change(String of, String sign, String kind, String field, String before, String after) {}

    static Disclosed nothing(boolean earlier) {
        return new Disclosed(null, null, null, earlier, List.of());
    }

    static Disclosed of(InForce inForce, Here here) {
        List<Change> changes = new ArrayList<>();
        String whole = here.say("合计", "The whole table");
        inForce.since().fields().forEach(field -> changes.add(change(whole, Kind.CHANGED, field, here)));
        for (ProjectDifference project : inForce.since().projects()) {
            told(project.kind(), project.fields(), "amounts.total")
                    .forEach(field -> changes.add(change(project.name(), project.kind(), field, here)));
            if (project.kind() == Kind.CHANGED) {
                for (IndicatorDifference indicator : project.indicators()) {
                    String of = project.name() + " · " + indicator.name();
                    told(indicator.kind(), indicator.fields(), "annualTarget.raw")
                            .forEach(field -> changes.add(change(of, indicator.kind(), field, here)));
                }
            }
        }
        return new Disclosed(inForce.number(), inForce.sha256(), inForce.certifiedAt(), false, changes);
    }

    /** Of what was added or removed one field says enough: all of it differs. */
    private static List<FieldDifference> told(Kind kind, List<FieldDifference> fields, String telling) {
        if (kind == Kind.CHANGED || fields.isEmpty()) {
            return fields;
        }
        return List.of(fields.stream()
                .filter(field -> field.field().equals(telling))
                .findFirst()
                .orElse(fields.getFirst()));
    }

    private static Change change(String of, Kind kind, FieldDifference field, Here here) {
        return new Change(
                of, sign(kind), here.text(word(kind)), here.text(name(field.field())), field.before(), field.after());
    }

    private static Text name(String field) {
        Matcher unit = UNIT_NAME.matcher(field);
        return unit.matches()
                ? Text.of("资金使用单位 %s 的名称", "Name of spending unit %s", unit.group(1))
                : FIELDS.getOrDefault(field, Text.of(field, field));
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case ADDED -> "＋";
            case REMOVED -> "－";
            case CHANGED -> "≠";
        };
    }

    private static Text word(Kind kind) {
        return switch (kind) {
            case ADDED -> Text.of("新增", "added");
            case REMOVED -> Text.of("删除", "removed");
            case CHANGED -> Text.of("变更", "changed");
        };
    }
}
