package org.jixiao.reporting.reconciliation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jixiao.reporting.reconciliation.Slice.Place;

/** The statements that compare, slice by slice of the departments. */
final class Looking {

    private static final int SLICE = 300;
    /** An owner that has recorded something and has not stated a digest for so long does not state any. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private static final SortedMap<String, String> AMOUNTS = new TreeMap<>(Map.of(
            "total", "total",
            "fiscalAppropriation", "fiscal_appropriation",
            "specialAccount", "special_account",
            "other", "other",
            "executed", "executed",
            "issuedTotal", "issued_total",
            "issuedFiscalAppropriation", "issued_fiscal_appropriation",
            "issuedSpecialAccount", "issued_special_account",
            "issuedOther", "issued_other"));

    /** Of what there is on either side: where all sums of a place are gone, its parts are still there. */
    private static final String TOTALS =
            """
            with asked as (
              (select department_code, fiscal_year from department_total
                where (department_code, fiscal_year) > (?, ?)
                group by department_code, fiscal_year order by department_code, fiscal_year limit ?)
              union
              (select department_code, fiscal_year from project_line
                where (department_code, fiscal_year) > (?, ?) and state = 'ISSUED'
                group by department_code, fiscal_year order by department_code, fiscal_year limit ?)
              order by department_code, fiscal_year limit ?
            ), line as (
              select project_line.* from asked join project_line using (department_code, fiscal_year) where state = 'ISSUED'
            ), kind as (
              select department_code, fiscal_year, jsonb_object_agg(name, size) as sizes
                from (select department_code, fiscal_year, split_part(entry, '.', 1) || '.' || split_part(entry, '.', 2) as name,
                             sum(split_part(entry, '.', 3)::bigint) as size
                        from line cross join string_to_table(indicator_types, ' ') as entry
                       where goal_state = 'ISSUED' and entry <> '' group by 1, 2, 3) as each
               group by 1, 2
            ), part as (
              select asked.department_code, asked.fiscal_year, jsonb_build_object(
                       'projectCount', count(project_code), 'goalCount', count(*) filter (where goal_state = 'ISSUED'),
                       'indicatorCount', coalesce(sum(indicator_count) filter (where goal_state = 'ISSUED'), 0),
                       'issuedCount', count(*) filter (where issued_known), %1$s) as data
                from asked left join line using (department_code, fiscal_year)
               group by asked.department_code, asked.fiscal_year
            ), kept as (
              select department_total.* from department_total join asked using (department_code, fiscal_year)
            ), kept_kind as (
              select department_code, fiscal_year, jsonb_object_agg(name, size) as sizes
                from (select department_code, fiscal_year, key as name, sum(value::bigint) as size
                        from kept cross join jsonb_each_text(indicator_types)
                       group by 1, 2, 3 having sum(value::bigint) <> 0) as each
               group by 1, 2
            ), whole as (
              select department_code, fiscal_year, jsonb_build_object(
                       'projectCount', sum(project_count), 'goalCount', sum(goal_count),
                       'indicatorCount', sum(indicator_count), 'issuedCount', sum(issued_count), %2$s) as data
                from kept group by department_code, fiscal_year
            ), both_sides as (
              select department_code, fiscal_year,
                     part.data || jsonb_build_object('indicatorTypes', coalesce(kind.sizes, '{}')) as expected,
                     whole.data || jsonb_build_object('indicatorTypes', coalesce(kept_kind.sizes, '{}')) as actual
                from part left join whole using (department_code, fiscal_year)
                left join kind using (department_code, fiscal_year)
                left join kept_kind using (department_code, fiscal_year)
            )
            select department_code, fiscal_year, 0 as version, expected, actual, expected is distinct from actual as unequal,
                   true as judged
              from both_sides
             order by department_code, fiscal_year
            """.formatted(amounts("coalesce(sum(%1$s), 0)", "count(%1$s)"), amounts("sum(%1$s)", "sum(%1$s_count)"));

    private static final String ASSESSMENT_TOTALS = """
            with asked as (
              (select department_code, fiscal_year from assessment_total
                where (department_code, fiscal_year) > (?, ?)
                group by department_code, fiscal_year order by department_code, fiscal_year limit ?)
              union
              (select department_code, fiscal_year from assessment
                where (department_code, fiscal_year) > (?, ?)
                group by department_code, fiscal_year order by department_code, fiscal_year limit ?)
              order by department_code, fiscal_year limit ?
            ), lamps as (
              select department_code, fiscal_year, coalesce(jsonb_object_agg(name, size) filter (where size <> 0), '{}') as lamps
                from (select department_code, fiscal_year, substring(entry from '^(.*)[.]') as name,
                             sum(substring(entry from '[0-9]+$')::bigint) as size
                        from asked join assessment using (department_code, fiscal_year)
                       cross join string_to_table(indicator_lamps, ' ') as entry
                       where indicator_lamps <> '' group by 1, 2, 3) as kind
               group by department_code, fiscal_year
            ), part as (
              select asked.department_code, asked.fiscal_year, jsonb_build_object(
                       'assessmentCount', count(project_code),
                       'red', count(*) filter (where lamp = 'RED'), 'yellow', count(*) filter (where lamp = 'YELLOW'),
                       'green', count(*) filter (where lamp = 'GREEN'), 'blue', count(*) filter (where lamp = 'BLUE'),
                       'excellent', count(*) filter (where grade = 'EXCELLENT'), 'good', count(*) filter (where grade = 'GOOD'),
                       'fair', count(*) filter (where grade = 'FAIR'), 'poor', count(*) filter (where grade = 'POOR'),
                       'score', coalesce(sum(score), 0)) as data
                from asked left join assessment using (department_code, fiscal_year)
               group by asked.department_code, asked.fiscal_year
            ), whole as (
              select department_code, fiscal_year, jsonb_build_object(
                       'assessmentCount', sum(assessment_count),
                       'red', sum(red_count), 'yellow', sum(yellow_count),
                       'green', sum(green_count), 'blue', sum(blue_count),
                       'excellent', sum(excellent_count), 'good', sum(good_count),
                       'fair', sum(fair_count), 'poor', sum(poor_count),
                       'score', sum(score)) as data
                from assessment_total join asked using (department_code, fiscal_year)
               group by department_code, fiscal_year
            ), kept_lamps as (
              select department_code, fiscal_year, coalesce(jsonb_object_agg(key, size) filter (where size <> 0), '{}') as lamps
                from (select department_code, fiscal_year, key, sum(value::bigint) as size
                        from asked join assessment_total using (department_code, fiscal_year)
                       cross join jsonb_each_text(indicator_lamps) group by 1, 2, 3) as kind
               group by department_code, fiscal_year
            )
            select department_code, fiscal_year, 0 as version,
                   part.data || jsonb_build_object('indicatorLamps', coalesce(lamps.lamps, '{}')) as expected,
                   whole.data || jsonb_build_object('indicatorLamps', coalesce(kept_lamps.lamps, '{}')) as actual,
                   part.data is distinct from whole.data
                     or coalesce(lamps.lamps, '{}') <> coalesce(kept_lamps.lamps, '{}') as unequal,
                   true as judged
              from part left join whole using (department_code, fiscal_year)
              left join lamps using (department_code, fiscal_year)
              left join kept_lamps using (department_code, fiscal_year)
             order by department_code, fiscal_year
            """;

    private Looking() {}

    /** Members for every amount: what it comes to, and over how many that are no blanks. */
    private static String amounts(String sum, String count) {
        return AMOUNTS.entrySet().stream()
                        .map(each -> "'%s', %s".formatted(each.getKey(), sum.formatted(each.getValue())))
                        .collect(Collectors.joining(", "))
                + ", 'stated', "
                + AMOUNTS.values().stream().map(count::formatted).collect(Collectors.joining(" + "));
    }

    /** The totals behind a place against their lines, as the snapshot of the transaction has both. */
    static Slice totals(Connection connection, Place after) throws SQLException {
        return sums(connection, TOTALS, after);
    }

    /** The same of assessments. */
    static Slice assessmentTotals(Connection connection, Place after) throws SQLException {
        return sums(connection, ASSESSMENT_TOTALS, after);
    }

    private static Slice sums(Connection connection, String sql, Place after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, 1, after);
            bind(select, 4, after);
            select.setInt(7, SLICE);
            return slice(select);
        }
    }

    /**
     * The lines behind a place against the owner's digests.
     *
     * @param settled digests that were stated until then have had their time
     */
    static Slice digests(Connection connection, Kind kind, Place after, Instant settled) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(Digests.lookingAt(kind))) {
            String owner = kind == Kind.BUDGET || kind == Kind.DEPARTMENTS ? "BUDGET" : "INDICATOR";
            select.setString(1, owner);
            select.setString(2, owner);
            bind(select, 3, after);
            select.setObject(6, settled.atOffset(ZoneOffset.UTC));
            select.setObject(7, settled.minus(LONGEST_SILENCE).atOffset(ZoneOffset.UTC));
            return slice(select);
        }
    }

    private static void bind(PreparedStatement select, int first, Place after) throws SQLException {
        select.setString(first, after.departmentCode());
        select.setInt(first + 1, after.fiscalYear());
        select.setInt(first + 2, SLICE);
    }

    private static Slice slice(PreparedStatement select) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        Place last = null;
        int count = 0;
        int waiting = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                count++;
                last = new Place(row.getString("department_code"), row.getInt("fiscal_year"));
                boolean unequal = row.getBoolean("unequal");
                boolean judged = row.getBoolean("judged");
                waiting += unequal && !judged ? 1 : 0;
                if (unequal && judged) {
                    differences.add(new Difference(
                            last.fiscalYear(),
                            last.departmentCode(),
                            row.getLong("version"),
                            row.getString("expected"),
                            row.getString("actual")));
                }
            }
        }
        return new Slice(count, waiting, differences, count < SLICE ? null : last);
    }
}
