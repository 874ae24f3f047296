package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.reporting.funding.Amounts;

/**
 * All that is kept of a department and year beside its lines.
 *
 * @param issued at the first issue, as far as it is known, in 元
 * @param issuedCount of how many projects it is known
 * @param indicatorTypes how many indicators there are by category and type, {@code 1.11}; none that there is nothing of
 */
public record KeptTotals(Totals totals, Amounts issued, long issuedCount, Map<String, Long> indicatorTypes) {

    private static final String OF_DEPARTMENT = "select " + Sums.SELECT + """
            , (select string_agg(name || '.' || size, ' ')
                 from (select key as name, sum(value::bigint) as size
                         from department_total cross join lateral jsonb_each_text(indicator_types)
                        where fiscal_year = ? and department_code = ?
                        group by key having sum(value::bigint) <> 0) as kind) as indicator_types
              from department_total where fiscal_year = ? and department_code = ?
            """;

    /** Of nothing when there is nothing. */
    public static KeptTotals of(Connection connection, int year, String departmentCode) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_DEPARTMENT)) {
            select.setInt(1, year);
            select.setString(2, departmentCode);
            select.setInt(3, year);
            select.setString(4, departmentCode);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Sums sums = Sums.read(row, Assessed.NOTHING);
                Map<String, Long> types = new TreeMap<>();
                addTypes(types, row.getString("indicator_types"));
                return new KeptTotals(sums.totals(), sums.issued(), sums.issuedCount(), types);
            }
        }
    }

    /** Adds what a line says of its indicators: {@code 1.11.3 2.22.1}; null or empty for none. */
    public static void addTypes(Map<String, Long> types, String told) {
        if (told == null || told.isEmpty()) {
            return;
        }
        for (String entry : told.split(" ", -1)) {
            int end = entry.lastIndexOf('.');
            types.merge(entry.substring(0, end), Long.valueOf(entry.substring(end + 1)), Long::sum);
        }
    }
}
