package org.jixiao.reporting.rollup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.funding.FundSource;
import org.jixiao.reporting.funding.Funding;
import org.jixiao.reporting.rollup.Rollup.Row;

/** The totals of departments and regions, summed from what is kept per department whenever they are asked for. */
@ApplicationScoped
public class Rollups {

    private static final Totals NOTHING = new Totals(new Amounts(null, null, null, null), null, 0, 0, 0, null);

    /** The rollup; empty when nobody has told of the area and nothing is there in that year. */
    public Optional<Rollup> find(Connection connection, int year, Area area, By by, Language language)
            throws SQLException {
        AreaYear of = new AreaYear(connection, year, area);
        Totals total = of.total();
        Rollup.Scope scope = scope(area, of);
        if (scope.name() == null && total.projectCount() == 0) {
            return Optional.empty();
        }
        List<Row> rows = rows(of, area, by, total, language);
        return Optional.of(new Rollup(
                year,
                scope,
                by,
                "CNY",
                "元",
                "ISSUED",
                total.asOf(),
                isComplete(of, total),
                total.amounts(),
                total.executed(),
                total.projectCount(),
                total.goalCount(),
                total.indicatorCount(),
                rows,
                difference(total, rows)));
    }

    private static Rollup.Scope scope(Area area, AreaYear of) throws SQLException {
        return switch (area) {
            case Area.Department(String code) ->
                new Rollup.Scope(
                        Rollup.Scope.Kind.DEPARTMENT, code, of.departmentNames().get(code));
            case Area.Region(String code) ->
                new Rollup.Scope(
                        Rollup.Scope.Kind.REGION, code, of.regionNames().get(code));
        };
    }

    private static List<Row> rows(AreaYear of, Area area, By by, Totals total, Language language) throws SQLException {
        return switch (by) {
            case TOTAL -> List.of(Row.of("TOTAL", language.of(Text.of("总计", "Total")), total));
            case DEPARTMENT -> rows(of.byDepartment(), of.departmentNames());
            case REGION -> regionRows(of, area, language);
            case UNIT -> rows(of.byUnit(), of.unitNames());
            case FUNDING -> fundingRows(of.byFunding(), language);
            case FUND_SOURCE ->
                Arrays.stream(FundSource.values())
                        .map(source -> Row.ofAmounts(
                                source.name(), language.of(source.label()), source.alone(total.amounts())))
                        .toList();
        };
    }

    private static List<Row> rows(Map<String, Totals> totals, Map<String, String> names) {
        return totals.entrySet().stream()
                .map(row -> Row.of(row.getKey(), names.get(row.getKey()), row.getValue()))
                .toList();
    }

    /** By name; the row of a province's or city's own departments says that it is only those. */
    private static List<Row> regionRows(AreaYear of, Area area, Language language) throws SQLException {
        Map<String, String> names =
                switch (area) {
                    case Area.Department(String code) -> of.inRegionOf(code).regionNames();
                    case Area.Region region -> of.regionNames();
                };
        if (area instanceof Area.Region region && !region.isDistrict()) {
            names.computeIfPresent(
                    region.code(), (code, name) -> name + language.of(Text.of("本级", " (own departments)")));
        }
        return rows(of.byRegion(), names);
    }

    private static List<Row> fundingRows(Map<String, Totals> totals, Language language) {
        return Arrays.stream(Funding.values())
                .map(funding -> Row.of(
                        funding.name(), language.of(funding.label()), totals.getOrDefault(funding.name(), NOTHING)))
                .toList();
    }

    private static boolean isComplete(AreaYear of, Totals total) throws SQLException {
        return total.goalCount() == total.projectCount()
                && Objects.equals(total.amounts().total(), total.amounts().sourcesSum())
                && !of.isGoalWaiting()
                && !of.isNameMissing();
    }

    private static Money difference(Totals total, List<Row> rows) {
        Money sum = Money.sum(rows.stream().map(row -> row.amounts().total()).toList());
        return Amounts.difference(total.amounts().total(), sum);
    }
}
