package org.jixiao.indicator.goal;

import jakarta.enterprise.context.ApplicationScoped;
import org.jixiao.platform.digest.DigestSource;

/**
 * What a department's goals of a year, and the assessments of its projects, come to, on {@code indicator.digests.v1}. A part is
 * {@code 2025/440104019}.
 */
@ApplicationScoped
class GoalDigests implements DigestSource {

    /**
     * What has moved concerns the department that it was in before as well. The time stands here as it is given: of one that a
     * query brings the planner knows nothing, and it reads every version.
     */
    private static final String CHANGED = """
            with history as not materialized (
              select 'goal' as of, project_code, version, recorded_at,
                     coalesce(fiscal_year || '/' || department_code,
                              (goal ->> 'fiscalYear') || '/' || (goal ->> 'departmentCode')) as part
                from goal_history
              union all
              select 'assessment', project_code, version, recorded_at,
                     coalesce(fiscal_year || '/' || department_code,
                              (assessment ->> 'fiscalYear') || '/' || (assessment ->> 'departmentCode'))
                from assessment_history
            ), recent as materialized (
              select of, project_code, version, part from history where recorded_at >= ?
            )
            select part from recent
            union
            select before.part
              from recent join history before
                on before.of = recent.of and before.project_code = recent.project_code and before.version = recent.version - 1
            """;

    private static final String DIGESTS = """
            select part, jsonb_build_object(
                     'fiscalYear', split_part(part, '/', 1)::int, 'departmentCode', split_part(part, '/', 2))
                   || goals.data || assessments.data as data
              from unnest(?::text[]) as asked(part)
             cross join lateral (
               select jsonb_build_object(
                        'goalCount', count(*) filter (where state = 'ISSUED'),
                        'withdrawnCount', count(*) filter (where state = 'WITHDRAWN'),
                        'indicatorCount', coalesce(sum(indicators) filter (where state = 'ISSUED'), 0),
                        'versions', coalesce(sum(version), 0)::text,
                        'hash', coalesce(sum(('x' || encode(substr(sha256(convert_to(concat_ws('|',
                                  project_code, version, state, indicators, statement, indicators_text), 'UTF8')),
                                  1, 8), 'hex'))::bit(64)::bigint::numeric), 0)::text) as data
                 from (select goal.*, (select count(*) from indicator where indicator.project_code = goal.project_code) as indicators
                         from goal
                        where department_code = split_part(part, '/', 2) and fiscal_year = split_part(part, '/', 1)::int) goal) goals
             cross join lateral (
               select jsonb_build_object(
                        'assessmentCount', count(*),
                        'assessmentVersions', coalesce(sum(version), 0)::text,
                        'assessmentHash', coalesce(sum(('x' || encode(substr(sha256(convert_to(
                                  project_code || '|' || version || '|' || coalesce(month::text, '') || '|' || coalesce(lamp, '')
                                  || '|' || coalesce(score::text, '') || '|' || coalesce(grade, ''), 'UTF8')),
                                  1, 8), 'hex'))::bit(64)::bigint::numeric), 0)::text) as data
                 from assessment
                where department_code = split_part(part, '/', 2) and fiscal_year = split_part(part, '/', 1)::int) assessments
            """;

    @Override
    public String topic() {
        return "indicator.digests.v1";
    }

    @Override
    public String name() {
        return "indicator.digest.stated";
    }

    @Override
    public String changed() {
        return CHANGED;
    }

    @Override
    public String digests() {
        return DIGESTS;
    }
}
