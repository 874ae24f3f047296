package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.reporting.assessment.MonitoringLamp;

/**
 * What the assessments of one area in one year come to. An assessment counts where its project is ISSUED in the department and
 * year that it names. The totals are kept by what it names, because they are written without looking at money; those that do
 * not count are looked up among the lines and taken off.
 */
final class AssessedYear {

    private static final String KEPT = "select placed.department_code as key, " + Assessed.OF_TOTALS + """
              from unnest(?::text[]) as placed(department_code)
              join assessment_total using (department_code)
             where fiscal_year = ?
             group by 1 having sum(assessment_count) <> 0
            """;

    private static final String COUNTED = """
              from unnest(?::text[]) as placed(department_code)
              join assessment using (department_code)
              join project_line as line on line.project_code = assessment.project_code
               and line.department_code = assessment.department_code and line.fiscal_year = assessment.fiscal_year
             where assessment.fiscal_year = ? and (cast(? as text) is null or line.unit_code = ?)%s
            """;

    private static final String BY = "select %s as key, " + Assessed.OF_ROWS + COUNTED + " group by 1";

    private static final String ENTRIES = "select string_to_table(assessment.indicator_lamps, ' ') as entry";

    /** By one part of an entry's name and by its lamp: of what is kept without the strays, or of the lines. */
    private static final String KINDS = """
            select split_part(name, '.', %d) collate "C" as code, split_part(name, '.', 3) as lamp, sum(size) as size
              from (%s) as kind group by 1, 2 having sum(size) <> 0 order by 1, 2
            """;

    private static final String KINDS_OF_TOTALS = """
            select each.key as name, each.value::bigint as size
              from unnest(?::text[]) as placed(department_code)
              join assessment_total as kept on kept.department_code = placed.department_code and kept.fiscal_year = ?
             cross join jsonb_each_text(kept.indicator_lamps) as each
             union all
            select entry, - split_part(entry, '.', 4)::bigint from (%s%s) as stray
            """.formatted(ENTRIES, FindingStrays.STRAY);

    private static final String KINDS_OF_LINES =
            """
            select entry as name, split_part(entry, '.', 4)::bigint as size from (%s%s) as counted
            """.formatted(ENTRIES, COUNTED.formatted(" and line.state = 'ISSUED'"));

    private final Connection connection;
    private final int year;
    private final Area area;
    private final Placement placement;
    private final FindingStrays findingStrays;
    private Map<String, Assessed> kept;
    private Map<String, Assessed> byDepartment;
    private Strays strays;

    AssessedYear(Connection connection, int year, Area area, Placement placement, FindingStrays findingStrays) {
        this.connection = connection;
        this.year = year;
        this.area = area;
        this.placement = placement;
        this.findingStrays = findingStrays;
    }

    Assessed total() throws SQLException {
        if (area instanceof Area.Unit) {
            return by("'all'").getOrDefault("all", Assessed.NOTHING);
        }
        return byDepartment().values().stream().reduce(Assessed.NOTHING, Assessed::plus);
    }

    Map<String, Assessed> byDepartment() throws SQLException {
        if (byDepartment == null) {
            byDepartment = strays().takenOff(kept());
        }
        return byDepartment;
    }

    /** By the regions right below, as {@link Placement#children} has them. */
    Map<String, Assessed> byRegion() throws SQLException {
        Map<String, Assessed> byRegion = new HashMap<>();
        List<String> departments = placement.departments();
        List<String> regions = placement.children();
        for (int i = 0; i < departments.size(); i++) {
            Assessed assessed = byDepartment().get(departments.get(i));
            if (assessed != null) {
                byRegion.merge(regions.get(i), assessed, Assessed::plus);
            }
        }
        return byRegion;
    }

    /**
     * From the assessments and their lines, which are ISSUED.
     *
     * @param key an expression over {@code assessment} and {@code line}
     */
    Map<String, Assessed> by(String key) throws SQLException {
        return ofLines(key, " and line.state = 'ISSUED'");
    }

    /** Those of withdrawn projects as well, which count in no total. */
    Map<String, Assessed> byState() throws SQLException {
        return ofLines("line.state", "");
    }

    Strays strays() throws SQLException {
        if (strays == null) {
            strays = area instanceof Area.Unit || isEmpty()
                    ? Strays.NONE
                    : findingStrays.find(connection, year, kept().keySet());
        }
        return strays;
    }

    /**
     * Indicators by lamp for each code of one part of their kind.
     *
     * @param part 1 for the category, 2 for the type
     */
    Map<String, LampCounts> indicators(int part) throws SQLException {
        Map<String, LampCounts> counts = new TreeMap<>();
        if (isEmpty()) {
            return counts;
        }
        boolean ofUnit = area instanceof Area.Unit;
        String sql = KINDS.formatted(part, ofUnit ? KINDS_OF_LINES : KINDS_OF_TOTALS);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = bind(select, 1);
            if (ofUnit) {
                bindUnit(select, next);
            } else {
                bind(select, next, List.copyOf(strays().byDepartment().keySet()));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String lamp = row.getString("lamp");
                    counts.put(
                            row.getString("code"),
                            counts.getOrDefault(row.getString("code"), LampCounts.NOTHING)
                                    .plus(
                                            lamp.equals("NONE") ? null : MonitoringLamp.valueOf(lamp),
                                            row.getLong("size")));
                }
            }
        }
        return counts;
    }

    /** Whether there are no assessments at all, which most of a year is the case in most areas. */
    private boolean isEmpty() throws SQLException {
        return kept().isEmpty();
    }

    private Map<String, Assessed> kept() throws SQLException {
        if (kept == null) {
            kept = read(KEPT, false);
        }
        return kept;
    }

    private Map<String, Assessed> ofLines(String key, String where) throws SQLException {
        return isEmpty() ? Map.of() : read(BY.formatted(key, where), true);
    }

    private Map<String, Assessed> read(String sql, boolean ofLines) throws SQLException {
        Map<String, Assessed> by = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = bind(select, 1);
            if (ofLines) {
                bindUnit(select, next);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    by.put(row.getString("key"), Assessed.read(row));
                }
            }
        }
        return by;
    }

    private int bind(PreparedStatement select, int first) throws SQLException {
        return bind(select, first, placement.departments());
    }

    private int bind(PreparedStatement select, int first, List<String> departments) throws SQLException {
        select.setArray(first, connection.createArrayOf("text", departments.toArray(String[]::new)));
        select.setInt(first + 1, year);
        return first + 2;
    }

    private void bindUnit(PreparedStatement select, int first) throws SQLException {
        String unit = area instanceof Area.Unit(String code) ? code : null;
        select.setString(first, unit);
        select.setString(first + 1, unit);
    }
}
