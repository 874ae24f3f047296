package org.jixiao.reporting.projection;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two ends of a statement that writes project lines: what it returns of each line before and after, and the totals
 * that it changes by new - old. A line counts when its project is ISSUED; its goal counts with it. Of one that is WITHDRAWN
 * nothing is added where it comes or goes, so that those totals have another version: an assessment there may have waited.
 */
final class TotalsDelta {

    private static final List<String> AMOUNTS = List.of(
            "total",
            "fiscal_appropriation",
            "special_account",
            "other",
            "executed",
            "issued_total",
            "issued_fiscal_appropriation",
            "issued_special_account",
            "issued_other");

    /** Every column that is added up. */
    static final List<String> SUMS = Stream.concat(
                    AMOUNTS.stream().flatMap(amount -> Stream.of(amount, amount + "_count")),
                    Stream.of("reported_total", "issued_count", "project_count", "goal_count", "indicator_count"))
            .toList();

    private static final List<String> OF_LINE = Stream.concat(
                    Stream.of("fiscal_year", "department_code", "funding", "state", "issued_known", "goal_state"),
                    Stream.concat(Stream.of("indicator_count", "indicator_types"), AMOUNTS.stream()))
            .toList();

    /** Follows the upsert of the lines, whose CTE is named {@code line}. */
    static final String RETURNING = "returning "
            + OF_LINE.stream().map("old.%1$s as old_%1$s, new.%1$s"::formatted).collect(Collectors.joining(", "))
            + ",\n";

    private static final String CHANGED_LINES =
            """
            , part as (
              select case old_state when 'ISSUED' then -1 else 0 end as sign, %1$s, recorded_at from line
               where old_state = 'ISSUED' or old_state = 'WITHDRAWN'
                 and (old_department_code, old_fiscal_year) is distinct from (department_code, fiscal_year)
              union all
              select case state when 'ISSUED' then 1 else 0 end, %2$s, recorded_at from line
               where state = 'ISSUED' or state = 'WITHDRAWN'
                 and (old_department_code, old_fiscal_year) is distinct from (department_code, fiscal_year)
            )""".formatted(columns("old_%1$s as %1$s", OF_LINE), columns("%1$s", OF_LINE));

    /** Follows {@code alike}: indicators by their codes. */
    private static final String KINDS = """
            , kind as (
              select fiscal_year, department_code, funding,
                     split_part(entry, '.', 1) || '.' || split_part(entry, '.', 2) as name,
                     sum(lines * split_part(entry, '.', 3)::int) as size
                from alike cross join string_to_table(indicator_types, ' ') as entry
               group by 1, 2, 3, 4
            ), kinds as (
              select fiscal_year, department_code, funding, jsonb_object_agg(name, size) as indicator_types
                from kind group by 1, 2, 3
            )
            """;

    /**
     * Follows {@code part}: what it comes to. Indicators are counted from the few different texts that there are of them, and those
     * whose number stays are not looked into.
     */
    private static final String SUM = """
            , alike as (
              select fiscal_year, department_code, funding, indicator_types, sum(sign) as lines
                from part where goal_state = 'ISSUED' and indicator_types <> ''
               group by 1, 2, 3, 4 having sum(sign) <> 0
            )""" + KINDS
            + """
            , sums as (
              select fiscal_year, department_code, funding, %1$s,
                     coalesce(sum(sign * total) filter (where executed is not null), 0) as reported_total,
                     coalesce(sum(sign) filter (where issued_known), 0) as issued_count,
                     sum(sign) as project_count, coalesce(sum(sign) filter (where goal_state = 'ISSUED'), 0) as goal_count,
                     coalesce(sum(sign * indicator_count) filter (where goal_state = 'ISSUED'), 0) as indicator_count,
                     max(recorded_at) as as_of
                from part
               group by fiscal_year, department_code, funding
            )
            """.formatted(columns(
                    "coalesce(sum(sign * %1$s), 0) as %1$s, sum(sign * num_nonnulls(%1$s)) as %1$s_count", AMOUNTS));

    private static final String INSERT = """
            insert into department_total as kept
              (topic, part, fiscal_year, department_code, funding, %1$s, indicator_types, as_of)
            select ?, ?, fiscal_year, department_code, funding, %1$s, coalesce(kinds.indicator_types, '{}'), as_of
              from sums left join kinds using (fiscal_year, department_code, funding)
             order by fiscal_year, department_code, funding
            """.formatted(columns("%1$s", SUMS));

    private static final String ON_CONFLICT = """
            on conflict (fiscal_year, department_code, funding, topic, part) do update set
              %1$s,
              indicator_types = case
                when excluded.indicator_types = '{}' then kept.indicator_types
                when kept.indicator_types = '{}' then excluded.indicator_types
                else (select coalesce(jsonb_object_agg(key, size), '{}')
                        from (select key, sum(value::bigint) as size
                                from (select * from jsonb_each_text(kept.indicator_types)
                                      union all
                                      select * from jsonb_each_text(excluded.indicator_types)) as both_sides
                               group by key having sum(value::bigint) <> 0) as merged) end,
              as_of = greatest(kept.as_of, excluded.as_of)
            """.formatted(columns("%1$s = kept.%1$s + excluded.%1$s", SUMS));

    /** Follows the CTE {@code line}; takes the topic and the partition as its two parameters. */
    static final String APPLY = CHANGED_LINES + SUM + INSERT + ON_CONFLICT;

    /** What {@link PortionTotals} are there; takes the topic and the partition as its two parameters. */
    static final String ADD_UP = """
            with alike as (
              select fiscal_year, department_code, funding, indicator_types, 1 as lines
                from portion_total where indicator_types <> ''
            )""" + KINDS + """
            , sums as (
              select fiscal_year, department_code, funding, %s, max(as_of) as as_of
                from portion_total group by fiscal_year, department_code, funding
            )
            """.formatted(columns("sum(%1$s) as %1$s", SUMS)) + INSERT + ON_CONFLICT;

    private TotalsDelta() {}

    /** A form for each of these columns. */
    static String columns(String form, List<String> names) {
        return names.stream().map(form::formatted).collect(Collectors.joining(", "));
    }
}
