package org.jixiao.reporting.rollup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.projection.TotalsVersion;

/**
 * Looks up which assessments do not count. Nearly always there are none, and to see that every assessment has to be held against
 * its line: a department in which there were none is not looked at again before its totals are written. No project comes, goes,
 * moves or is withdrawn without that.
 */
@ApplicationScoped
class FindingStrays {

    /** Some 100 bytes each. */
    private static final int MOST_KEPT = 100_000;

    private static final String STAMP = """
            select placed.department_code as key, concat_ws(',', current_schema(), %2$s) as stamp
              from unnest(?::text[]) as placed(department_code)
              join %1$s as kept on kept.department_code = placed.department_code and kept.fiscal_year = ?
             group by 1
            """;

    private static final String STAMPS = """
            select money.key, money.stamp || ' ' || assessed.stamp as stamp
              from (%s) as money join (%s) as assessed using (key)
            """.formatted(stamp("department_total"), stamp("assessment_total"));

    /** The assessments of some departments in a year that do not count, with their lines. */
    static final String STRAY = """
              from unnest(?::text[]) as placed(department_code)
              join assessment using (department_code)
              left join project_line as line on line.project_code = assessment.project_code
             where assessment.fiscal_year = ?
               and (line.state is distinct from 'ISSUED' or line.department_code <> assessment.department_code
                    or line.fiscal_year <> assessment.fiscal_year)
            """;

    /**
     * What becomes of a project that lies elsewhere is no matter: it waits either way, so that the totals of the departments tell
     * whether anything has changed.
     */
    private static final String WAITING = """
            (line.state, line.department_code, line.fiscal_year)
              is distinct from ('WITHDRAWN', assessment.department_code, assessment.fiscal_year)""";

    private static final String STRAYS = "select placed.department_code as key, " + Assessed.OF_ROWS
            + """
                   , count(*) filter (where %1$s) as waiting,
                   (array_agg(assessment.project_code order by assessment.project_code) filter (where %1$s))[:%2$d] as codes
            """.formatted(WAITING, Missings.CODES) + STRAY + " group by 1 order by 1";

    private final Cache<Place, String> without =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Place(int year, String departmentCode) {}

    /** @param departments that have assessments in the year */
    Strays find(Connection connection, int year, Collection<String> departments) throws SQLException {
        Map<String, String> stamps = stamps(connection, year, departments);
        List<String> due = departments.stream()
                .filter(code -> !stamps.containsKey(code)
                        || !stamps.get(code).equals(without.getIfPresent(new Place(year, code))))
                .sorted()
                .toList();
        if (due.isEmpty()) {
            return Strays.NONE;
        }
        Strays strays = read(connection, year, due);
        due.stream()
                .filter(code ->
                        stamps.containsKey(code) && !strays.byDepartment().containsKey(code))
                .forEach(code -> without.put(new Place(year, code), stamps.get(code)));
        return strays;
    }

    private static Map<String, String> stamps(Connection connection, int year, Collection<String> departments)
            throws SQLException {
        Map<String, String> stamps = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(STAMPS)) {
            bind(connection, select, 1, year, departments);
            bind(connection, select, 3, year, departments);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stamps.put(row.getString("key"), row.getString("stamp"));
                }
            }
        }
        return stamps;
    }

    private static Strays read(Connection connection, int year, List<String> departments) throws SQLException {
        Map<String, Assessed> by = new HashMap<>();
        List<String> codes = new ArrayList<>();
        long waiting = 0;
        try (PreparedStatement select = connection.prepareStatement(STRAYS)) {
            bind(connection, select, 1, year, departments);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    by.put(row.getString("key"), Assessed.read(row));
                    waiting += row.getLong("waiting");
                    if (row.getArray("codes") != null) {
                        codes.addAll(List.of((String[]) row.getArray("codes").getArray()));
                    }
                }
            }
        }
        return new Strays(by, waiting, List.copyOf(codes.subList(0, Math.min(Missings.CODES, codes.size()))));
    }

    private static String stamp(String totals) {
        return STAMP.formatted(totals, TotalsVersion.of("kept"));
    }

    private static void bind(
            Connection connection, PreparedStatement select, int first, int year, Collection<String> departments)
            throws SQLException {
        select.setArray(first, connection.createArrayOf("text", departments.toArray(String[]::new)));
        select.setInt(first + 1, year);
    }
}
