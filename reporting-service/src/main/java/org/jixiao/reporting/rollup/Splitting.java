package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.funding.FundSource;
import org.jixiao.reporting.funding.Funding;
import org.jixiao.reporting.rollup.AreaYear.Kind;
import org.jixiao.reporting.rollup.Rollup.Row;

/** Splits the total of an area and year into rows. */
final class Splitting {

    private static final String ISSUED = "ISSUED";
    private static final String WITHDRAWN = "WITHDRAWN";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NONE = "NONE";

    private static final String YEARS = """
            select year from generate_series(2000, 2100) as year
             where year = ? or exists (select from department_total where fiscal_year = year and project_count > 0)
             order by year
            """;

    private final Connection connection;
    private final Question question;
    private final Placement placement;
    private final AreaYear of;
    private final Sums total;
    private final int month;
    private final Addresses addresses;

    Splitting(Connection connection, Question question, Placement placement, AreaYear of, Sums total, int month) {
        this.connection = connection;
        this.question = question;
        this.placement = placement;
        this.of = of;
        this.total = total;
        this.month = month;
        this.addresses = new Addresses(question);
    }

    void into(By by, RowPage rows) throws SQLException {
        switch (by) {
            case TOTAL -> rows.add(row("TOTAL", text(Text.of("总计", "Total")), total, addresses.of(question.area())));
            case UNIT -> of.byUnit((key, sums) -> rows.add(row(key, null, sums, addresses.of(new Area.Unit(key)))));
            case DEPARTMENT ->
                of.byDepartment((key, sums) -> rows.add(row(key, null, sums, addresses.of(new Area.Department(key)))));
            case REGION -> of.byRegion((key, sums) -> rows.add(row(key, null, sums, addresses.of(below(key)))));
            case YEAR -> years(rows);
            case FUND_SOURCE -> sources(rows);
            case FUNDING -> {
                Map<String, Sums> sums = of.byFunding();
                for (Funding funding : Funding.values()) {
                    rows.add(listed(funding.name(), text(funding.label()), sums));
                }
            }
            case CATEGORY ->
                kinds(rows, of.byCategory(), of.assessed().indicators(1), Kinds.categories(), addresses.by(By.TYPE));
            case TYPE -> kinds(rows, of.byType(), of.assessed().indicators(2), Kinds.types(), null);
            case STATE -> {
                Map<String, Sums> sums = of.byState();
                rows.add(listed(ISSUED, text(Text.of("已批复", "Issued")), sums));
                rows.add(listed(WITHDRAWN, text(Text.of("已撤销，不计入总计", "Withdrawn, in no total")), sums)
                        .beside());
            }
            case LAMP -> {
                Map<String, Sums> sums = of.byLamp();
                for (MonitoringLamp lamp : MonitoringLamp.values()) {
                    rows.add(listed(lamp.name(), text(lamp.label()), sums));
                }
                rows.add(listed(NONE, text(Text.of("无灯（未监控）", "No lamp: not monitored")), sums));
            }
            case GRADE -> {
                Map<String, Sums> sums = of.byGrade();
                for (Grade grade : Grade.values()) {
                    rows.add(listed(grade.name(), text(grade.label()), sums));
                }
                rows.add(listed(NONE, text(Text.of("未自评", "Not evaluated")), sums));
            }
            case MONEY_LAMP -> {
                Map<String, Sums> sums = of.byMoneyLamp(month);
                for (Lamp lamp : Lamp.values()) {
                    rows.add(listed(lamp.name(), text(lamp.label(month)), sums));
                }
            }
        }
    }

    /** The same rows with the names that go with their keys. */
    List<Row> named(By by, List<Row> rows) throws SQLException {
        return switch (by) {
            case UNIT -> named(rows, "select code, name from spending_unit where code = any (?)");
            case DEPARTMENT -> named(rows, "select code, name from department where code = any (?)");
            case REGION ->
                rows.stream().map(row -> row.named(regionName(row.key()))).toList();
            case TOTAL, YEAR, FUND_SOURCE, FUNDING, CATEGORY, TYPE, STATE, LAMP, GRADE, MONEY_LAMP -> rows;
        };
    }

    /** Of a region that is divided, the row with its own code is only its own departments. */
    private Area below(String key) {
        return isOwn(key) ? new Area.Own(key) : new Area.Region(key);
    }

    private boolean isOwn(String key) {
        return switch (question.area()) {
            case Area.Region(String code) ->
                code.equals(key) && placement.tree().hasChildren(code);
            case Area.Own own -> true;
            case Area.Department department -> false;
            case Area.Unit unit -> false;
        };
    }

    private String regionName(String code) {
        RegionTree.Region region = placement.tree().region(code);
        String name = region == null ? null : region.name();
        return name != null && isOwn(code) ? name + text(Text.of("本级", " (own departments)")) : name;
    }

    /** Each by the tree of its own year. They stand side by side; only the year in question is the total. */
    private void years(RowPage rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(YEARS)) {
            select.setInt(1, question.year());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int year = row.getInt(1);
                    Sums sums = year == question.year() ? total : in(year);
                    String href = addresses.in(year, question.area());
                    if (year == question.year()) {
                        rows.add(row(Integer.toString(year), Integer.toString(year), sums, href));
                    } else if (sums.totals().projectCount() != 0) {
                        rows.add(row(Integer.toString(year), Integer.toString(year), sums, href)
                                .beside());
                    }
                }
            }
        }
    }

    private Sums in(int year) throws SQLException {
        return of.in(year).total();
    }

    /** What is not reported by source has a row of its own, so that nothing is left out. */
    private void sources(RowPage rows) {
        Amounts amounts = total.amounts(question.money());
        for (FundSource source : FundSource.values()) {
            rows.add(Row.ofMoney(
                    source.name(),
                    text(source.label()),
                    source.alone(amounts),
                    source.of(total.issued()),
                    source.of(total.totals().amounts())));
        }
        if (question.money() == Basis.EXECUTED) {
            Money executed = total.totals().executed();
            Text label = Text.of("未分来源", "Not told by source");
            rows.add(Row.ofMoney(UNKNOWN, text(label), new Amounts(executed, null, null, null), null, null));
        }
    }

    /** A kind that only monitoring has has a row as well, with no indicators of goals. */
    private void kinds(RowPage rows, List<Kind> counted, Map<String, LampCounts> lamps, Kinds called, String href)
            throws SQLException {
        Map<String, Kind> kinds = new TreeMap<>();
        lamps.keySet().forEach(code -> kinds.put(code, new Kind(code, 0, null)));
        counted.forEach(kind -> kinds.put(kind.code(), kind));
        Map<String, String> names = called.names(connection, question.year(), List.copyOf(kinds.values()));
        kinds.forEach((code, kind) -> {
            String name = code.isEmpty() ? text(Text.of("未分类", "Without a code")) : names.get(code);
            LampCounts ofKind = lamps.getOrDefault(code, LampCounts.NOTHING);
            rows.add(Row.ofIndicators(code.isEmpty() ? UNKNOWN : code, name, kind.indicatorCount(), ofKind, href));
        });
    }

    private Row listed(String key, String name, Map<String, Sums> sums) {
        return row(key, name, sums.getOrDefault(key, Sums.NOTHING), null);
    }

    private Row row(String key, String name, Sums sums, String href) {
        return Row.of(key, name, sums, question.money(), href);
    }

    private List<Row> named(List<Row> rows, String sql) throws SQLException {
        Map<String, String> names = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf("text", rows.stream().map(Row::key).toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.put(row.getString("code"), row.getString("name"));
                }
            }
        }
        return rows.stream().map(row -> row.named(names.get(row.key()))).toList();
    }

    private String text(Text text) {
        return question.language().of(text);
    }
}
