package org.jixiao.reporting.projection;

/**
 * The two ends of a statement that writes project lines: what it returns of each line before and after, and the totals
 * that it changes by new - old. A line counts when its project is ISSUED; its goal counts with it.
 */
final class TotalsDelta {

    /** Follows the upsert of the lines, whose CTE is named {@code line}. */
    static final String RETURNING = """
              returning old.fiscal_year as old_fiscal_year, new.fiscal_year,
                        old.department_code as old_department_code, new.department_code,
                        old.funding as old_funding, new.funding,
                        old.state as old_state, new.state,
                        old.total as old_total, new.total,
                        old.fiscal_appropriation as old_fiscal_appropriation, new.fiscal_appropriation,
                        old.special_account as old_special_account, new.special_account,
                        old.other as old_other, new.other,
                        old.executed as old_executed, new.executed,
                        old.goal_state as old_goal_state, new.goal_state,
                        old.indicator_count as old_indicator_count, new.indicator_count,
            """;

    /** Follows the CTE {@code line}; takes the topic and the partition as its two parameters. */
    static final String APPLY = """
            , part as (
              select -1 as sign, old_fiscal_year as fiscal_year, old_department_code as department_code,
                     old_funding as funding, old_total as total, old_fiscal_appropriation as fiscal_appropriation,
                     old_special_account as special_account, old_other as other, old_executed as executed,
                     old_goal_state as goal_state, old_indicator_count as indicator_count, recorded_at
                from line where old_state = 'ISSUED'
              union all
              select 1, fiscal_year, department_code, funding, total, fiscal_appropriation,
                     special_account, other, executed, goal_state, indicator_count, recorded_at
                from line where state = 'ISSUED'
            )
            insert into department_total as kept
            select fiscal_year, department_code, funding, ?, ?,
                   coalesce(sum(sign * total), 0), sum(sign * num_nonnulls(total)),
                   coalesce(sum(sign * fiscal_appropriation), 0), sum(sign * num_nonnulls(fiscal_appropriation)),
                   coalesce(sum(sign * special_account), 0), sum(sign * num_nonnulls(special_account)),
                   coalesce(sum(sign * other), 0), sum(sign * num_nonnulls(other)),
                   coalesce(sum(sign * executed), 0), sum(sign * num_nonnulls(executed)),
                   sum(sign), coalesce(sum(sign) filter (where goal_state = 'ISSUED'), 0),
                   coalesce(sum(sign * indicator_count) filter (where goal_state = 'ISSUED'), 0),
                   max(recorded_at)
              from part
             group by fiscal_year, department_code, funding
             order by fiscal_year, department_code, funding
            on conflict (fiscal_year, department_code, funding, topic, part) do update set
              total = kept.total + excluded.total,
              total_count = kept.total_count + excluded.total_count,
              fiscal_appropriation = kept.fiscal_appropriation + excluded.fiscal_appropriation,
              fiscal_appropriation_count = kept.fiscal_appropriation_count + excluded.fiscal_appropriation_count,
              special_account = kept.special_account + excluded.special_account,
              special_account_count = kept.special_account_count + excluded.special_account_count,
              other = kept.other + excluded.other,
              other_count = kept.other_count + excluded.other_count,
              executed = kept.executed + excluded.executed,
              executed_count = kept.executed_count + excluded.executed_count,
              project_count = kept.project_count + excluded.project_count,
              goal_count = kept.goal_count + excluded.goal_count,
              indicator_count = kept.indicator_count + excluded.indicator_count,
              as_of = greatest(kept.as_of, excluded.as_of)
            """;

    private TotalsDelta() {}
}
