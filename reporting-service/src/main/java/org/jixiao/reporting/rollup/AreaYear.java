package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sums of one area in one year: from what is kept per department, or from the lines where that does not tell apart. */
final class AreaYear {

    private static final int FETCHED_AT_ONCE = 500;

    private static final String PLACED = """
             from unnest(?::text[], ?::text[]) as placed(department_code, key)
             join %s as kept on kept.department_code = placed.department_code and kept.fiscal_year = ?%s
            """;
    private static final String GROUPED = " group by 1 having sum(project_count) <> 0 or sum(total) <> 0 order by 1";

    /** Lines in the shape of {@code department_total}. */
    private static final String LINES = """
            (select fiscal_year, department_code, unit_code, funding, state, goal_state, indicator_types, %s as split,
                    total, num_nonnulls(total) as total_count,
                    fiscal_appropriation, num_nonnulls(fiscal_appropriation) as fiscal_appropriation_count,
                    special_account, num_nonnulls(special_account) as special_account_count,
                    other, num_nonnulls(other) as other_count,
                    executed, num_nonnulls(executed) as executed_count,
                    case when executed is not null then total end as reported_total,
                    issued_total, num_nonnulls(issued_total) as issued_total_count,
                    issued_fiscal_appropriation,
                    num_nonnulls(issued_fiscal_appropriation) as issued_fiscal_appropriation_count,
                    issued_special_account, num_nonnulls(issued_special_account) as issued_special_account_count,
                    issued_other, num_nonnulls(issued_other) as issued_other_count,
                    issued_known::int as issued_count, 1 as project_count,
                    case when goal_state = 'ISSUED' then 1 else 0 end as goal_count,
                    case when goal_state = 'ISSUED' then indicator_count end as indicator_count,
                    greatest(money_recorded_at, goal_recorded_at) as as_of
               from project_line %s)""";

    /** Each line with what its assessment says, if it has one that counts. */
    private static final String ASSESSED = """
            left join (select project_code as assessed_code, department_code as assessed_department,
                              fiscal_year as assessed_year, lamp as monitoring_lamp, grade
                         from assessment) as assessed
              on assessed_code = project_code and assessed_department = department_code and assessed_year = fiscal_year""";

    /** How many indicators there are by one part of their kept name, and the first department that has some of them. */
    private static final String KINDS = """
            select code, sum(size), min(department_code) filter (where size > 0)
              from (select split_part(kind.name, '.', %d) collate "C" as code, kept.department_code, sum(kind.size::bigint) as size
                      %s cross join lateral %s as kind(name, size) group by 1, 2) as of_department
             group by 1 having sum(size) <> 0 order by 1
            """;

    private static final String OF_TOTALS = "jsonb_each_text(kept.indicator_types)";
    private static final String OF_LINES = """
            (select entry, split_part(entry, '.', 3) from string_to_table(kept.indicator_types, ' ') as entry
              where kept.goal_state = 'ISSUED')""";

    /** There is an index of these lines alone. */
    private static final String ADJUSTED = """
            select exists (
              select from project_line
               where fiscal_year = ? and department_code = any (?) and (cast(? as text) is null or unit_code = ?)
                 and state = 'ISSUED' and issued_known
                 and (total is distinct from issued_total
                      or fiscal_appropriation is distinct from issued_fiscal_appropriation
                      or special_account is distinct from issued_special_account
                      or other is distinct from issued_other))
            """;

    /**
     * Where rows in the shape of {@code department_total} come from.
     *
     * @param kinds what of such a row says how many indicators it has of each kind
     */
    private record Source(String from, String where, String kinds) {

        String join(String form) {
            return form.formatted(from, where);
        }
    }

    private final Connection connection;
    private final int year;
    private final Area area;
    private final Placement placement;
    private final AssessedYear assessed;
    private final FindingStrays findingStrays;

    AreaYear(Connection connection, int year, Area area, Placement placement, FindingStrays findingStrays) {
        this.connection = connection;
        this.year = year;
        this.area = area;
        this.placement = placement;
        this.findingStrays = findingStrays;
        this.assessed = new AssessedYear(connection, year, area, placement, findingStrays);
    }

    /** Whether the amounts in force are other ones than at the first issue in any project; where those are not told, they are not. */
    boolean isAdjusted() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADJUSTED)) {
            String unit = area instanceof Area.Unit(String code) ? code : null;
            select.setInt(1, year);
            select.setArray(
                    2, connection.createArrayOf("text", placement.departments().toArray(String[]::new)));
            select.setString(3, unit);
            select.setString(4, unit);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Takes one row. */
    interface Sink {
        void row(String key, Sums sums) throws SQLException;
    }

    /**
     * Indicators of one code.
     *
     * @param departmentCode one that has such indicators
     */
    record Kind(String code, long indicatorCount, String departmentCode) {}

    /** The same area in another year. */
    AreaYear in(int otherYear) throws SQLException {
        Placement then = Placement.of(connection, otherYear, area);
        return new AreaYear(connection, otherYear, area, then, findingStrays);
    }

    /** What the assessments in it come to. */
    AssessedYear assessed() {
        return assessed;
    }

    Sums total() throws SQLException {
        Map<String, Sums> total = new LinkedHashMap<>();
        each("'all'", placement.departments(), totals(), "", Map.of("all", assessed.total()), total::put);
        return total.get("all");
    }

    void byDepartment(Sink sink) throws SQLException {
        each("placed.key collate \"C\"", placement.departments(), totals(), GROUPED, assessed.byDepartment(), sink);
    }

    /** By the regions right below; what belongs to the area's own level comes under the area's own code. */
    void byRegion(Sink sink) throws SQLException {
        each("placed.key collate \"C\"", placement.children(), totals(), GROUPED, assessed.byRegion(), sink);
    }

    void byUnit(Sink sink) throws SQLException {
        each("kept.unit_code", placement.departments(), lines(true), GROUPED, assessed.by("line.unit_code"), sink);
    }

    Map<String, Sums> byFunding() throws SQLException {
        return few("kept.funding", totals(), assessed.by("line.funding"));
    }

    Map<String, Sums> byMoneyLamp(int month) throws SQLException {
        String lamp = Lamp.sql(month);
        return few("kept.split", lines(lamp, "", true), assessed.by(lamp));
    }

    /** Lines without a lamp come under NONE, those without a grade likewise. */
    Map<String, Sums> byLamp() throws SQLException {
        return few(
                "kept.split",
                lines("coalesce(monitoring_lamp, 'NONE')", ASSESSED, true),
                assessed.by("coalesce(assessment.lamp, 'NONE')"));
    }

    Map<String, Sums> byGrade() throws SQLException {
        return few(
                "kept.split",
                lines("coalesce(grade, 'NONE')", ASSESSED, true),
                assessed.by("coalesce(assessment.grade, 'NONE')"));
    }

    /** Withdrawn projects as well, which count in no total. */
    Map<String, Sums> byState() throws SQLException {
        return few("kept.state", lines(false), assessed.byState());
    }

    List<Kind> byCategory() throws SQLException {
        return kinds(1);
    }

    List<Kind> byType() throws SQLException {
        return kinds(2);
    }

    private Map<String, Sums> few(String key, Source source, Map<String, Assessed> assessments) throws SQLException {
        Map<String, Sums> rows = new HashMap<>();
        each(key, placement.departments(), source, GROUPED, assessments, rows::put);
        return rows;
    }

    private void each(
            String key, List<String> keys, Source source, String grouped, Map<String, Assessed> assessments, Sink sink)
            throws SQLException {
        String sql = "select " + key + " as key, " + Sums.SELECT + source.join(PLACED) + grouped;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, keys);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String of = row.getString("key");
                    sink.row(of, Sums.read(row, assessments.getOrDefault(of, Assessed.NOTHING)));
                }
            }
        }
    }

    /** @param part of the kept name: 1 for the category, 2 for the type */
    private List<Kind> kinds(int part) throws SQLException {
        Source source = totals();
        String sql = KINDS.formatted(part, source.join(PLACED), source.kinds());
        List<Kind> kinds = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, placement.departments());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    kinds.add(new Kind(row.getString(1), row.getLong(2), row.getString(3)));
                }
            }
        }
        return kinds;
    }

    private void bind(PreparedStatement select, List<String> keys) throws SQLException {
        select.setFetchSize(FETCHED_AT_ONCE);
        select.setArray(
                1, connection.createArrayOf("text", placement.departments().toArray(String[]::new)));
        select.setArray(2, connection.createArrayOf("text", keys.toArray(String[]::new)));
        select.setInt(3, year);
        if (area instanceof Area.Unit(String code)) {
            select.setString(4, code);
        }
    }

    /** What is kept; of a unit nothing is, and its lines are summed. */
    private Source totals() {
        return area instanceof Area.Unit ? lines(true) : new Source("department_total", "", OF_TOTALS);
    }

    private Source lines(boolean issued) {
        return lines("null", "", issued);
    }

    /** @param split an expression over the line, and over what it is joined with */
    private Source lines(String split, String join, boolean issued) {
        String where = (area instanceof Area.Unit ? " and kept.unit_code = ?" : "")
                + (issued ? " and kept.state = 'ISSUED'" : "");
        return new Source(LINES.formatted(split, join), where, OF_LINES);
    }
}
