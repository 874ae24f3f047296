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
import org.jixiao.reporting.reconciliation.Slice.Place;

/** The statements that compare, slice by slice of the departments. */
final class Looking {

    private static final int SLICE = 300;
    /** An owner that has recorded something and has not stated a digest for so long does not state any. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    /** How a digest says it, over the columns of a line. */
    private static final String MONEY = """
            jsonb_build_object(
              'fiscalYear', asked.fiscal_year, 'departmentCode', asked.department_code,
              'projectCount', count(*) filter (where state = 'ISSUED'),
              'withdrawnCount', count(*) filter (where state = 'WITHDRAWN'),
              'versions', coalesce(sum(money_version), 0)::text,
              'amounts', jsonb_build_object(
                'total', (sum(total) filter (where state = 'ISSUED'))::text,
                'fiscalAppropriation', (sum(fiscal_appropriation) filter (where state = 'ISSUED'))::text,
                'specialAccount', (sum(special_account) filter (where state = 'ISSUED'))::text,
                'other', (sum(other) filter (where state = 'ISSUED'))::text),
              'executed', (sum(executed) filter (where state = 'ISSUED'))::text,
              'hash', coalesce(sum(('x' || encode(substr(sha256(convert_to(concat_ws('|',
                        project_code, money_version, state, unit_code, funding, coalesce(document_number, ''),
                        coalesce(total::text, ''), coalesce(fiscal_appropriation::text, ''),
                        coalesce(special_account::text, ''), coalesce(other::text, ''),
                        coalesce(executed::text, ''), name), 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::numeric), 0)::text)
            """;

    private static final String GOALS = """
            jsonb_build_object(
              'fiscalYear', asked.fiscal_year, 'departmentCode', asked.department_code,
              'goalCount', count(*) filter (where goal_state = 'ISSUED'),
              'withdrawnCount', count(*) filter (where goal_state = 'WITHDRAWN'),
              'indicatorCount', coalesce(sum(indicator_count) filter (where goal_state = 'ISSUED'), 0),
              'versions', coalesce(sum(goal_version), 0)::text,
              'hash', coalesce(sum(('x' || encode(substr(sha256(convert_to(concat_ws('|',
                        project_code, goal_version, goal_state, indicator_count, statement, indicators_text), 'UTF8')),
                        1, 8), 'hex'))::bit(64)::bigint::numeric), 0)::text)
            """;

    /**
     * A digest is judged when it has had time to be overtaken by what it tells of, and speaks of the same versions: it was stated
     * after the last that is here was recorded, or adds up to the same.
     */
    private static final String DIGESTS = """
            with asked as (
              select * from owner_digest
               where owner = ? and (department_code, fiscal_year) > (?, ?)
               order by department_code, fiscal_year limit ?
            ), own as (
              select asked.department_code, asked.fiscal_year, %1$s as data, max(%2$s_recorded_at) as latest
                from asked
                left join project_line line on line.%3$sdepartment_code = asked.department_code
                                           and line.%3$sfiscal_year = asked.fiscal_year
                                           and line.%2$s_epoch is not null
               group by asked.department_code, asked.fiscal_year
            )
            select department_code, fiscal_year, version, asked.data as expected, own.data as actual,
                   not asked.data @> own.data as unequal,
                   stated_at <= ?
                     and (coalesce(latest <= stated_at, true) or latest < ?
                          or asked.data ->> 'versions' = own.data ->> 'versions') as judged
              from asked join own using (department_code, fiscal_year)
             order by department_code, fiscal_year
            """;

    private static final String TOTALS = """
            with asked as (
              select department_code, fiscal_year from department_total
               where (department_code, fiscal_year) > (?, ?)
               group by department_code, fiscal_year
               order by department_code, fiscal_year limit ?
            ), part as (
              select asked.department_code, asked.fiscal_year, jsonb_build_object(
                       'projectCount', count(project_code), 'goalCount', count(*) filter (where goal_state = 'ISSUED'),
                       'indicatorCount', coalesce(sum(indicator_count) filter (where goal_state = 'ISSUED'), 0),
                       'total', coalesce(sum(total), 0), 'fiscalAppropriation', coalesce(sum(fiscal_appropriation), 0),
                       'specialAccount', coalesce(sum(special_account), 0), 'other', coalesce(sum(other), 0),
                       'executed', coalesce(sum(executed), 0),
                       'stated', count(total) + count(fiscal_appropriation) + count(special_account) + count(other)
                                 + count(executed)) as data
                from asked left join project_line line on line.department_code = asked.department_code
                                                      and line.fiscal_year = asked.fiscal_year and line.state = 'ISSUED'
               group by asked.department_code, asked.fiscal_year
            ), whole as (
              select department_code, fiscal_year, jsonb_build_object(
                       'projectCount', sum(project_count), 'goalCount', sum(goal_count),
                       'indicatorCount', sum(indicator_count),
                       'total', sum(total), 'fiscalAppropriation', sum(fiscal_appropriation),
                       'specialAccount', sum(special_account), 'other', sum(other), 'executed', sum(executed),
                       'stated', sum(total_count) + sum(fiscal_appropriation_count) + sum(special_account_count)
                                 + sum(other_count) + sum(executed_count)) as data
                from department_total join asked using (department_code, fiscal_year)
               group by department_code, fiscal_year
            )
            select department_code, fiscal_year, 0 as version, part.data as expected, whole.data as actual,
                   part.data is distinct from whole.data as unequal, true as judged
              from part join whole using (department_code, fiscal_year)
             order by department_code, fiscal_year
            """;

    private Looking() {}

    /** The totals behind a place against their lines, as the snapshot of the transaction has both. */
    static Slice totals(Connection connection, Place after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOTALS)) {
            bind(select, 1, after);
            return slice(select);
        }
    }

    /**
     * The lines behind a place against the owner's digests.
     *
     * @param settled digests that were stated until then have had their time
     */
    static Slice digests(Connection connection, Kind kind, Place after, Instant settled) throws SQLException {
        String sql =
                switch (kind) {
                    case BUDGET -> DIGESTS.formatted(MONEY, "money", "");
                    case INDICATOR -> DIGESTS.formatted(GOALS, "goal", "goal_");
                    case TOTALS, OFFSETS -> throw new IllegalArgumentException(kind + " has no digests");
                };
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, kind.name());
            bind(select, 2, after);
            select.setObject(5, settled.atOffset(ZoneOffset.UTC));
            select.setObject(6, settled.minus(LONGEST_SILENCE).atOffset(ZoneOffset.UTC));
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
