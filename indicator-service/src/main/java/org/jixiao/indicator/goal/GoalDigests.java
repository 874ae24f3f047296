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
              select 'goal' as of, project_code, version, written_at,
                     coalesce(fiscal_year || '/' || department_code,
                              (goal ->> 'fiscalYear') || '/' || (goal ->> 'departmentCode')) as part
                from goal_history
              union all
              select 'assessment', project_code, version, written_at,
                     coalesce(fiscal_year || '/' || department_code,
                              (assessment ->> 'fiscalYear') || '/' || (assessment ->> 'departmentCode'))
                from assessment_history
            ), recent as materialized (
              select of, project_code, version, part from history where written_at >= ?
            )
            select part from recent
            union
            select before.part
              from recent join history before
                on before.of = recent.of and before.project_code = recent.project_code and before.version = recent.version - 1
            """;

    /** Each indicator of the last round and of the self-evaluation, which has the last word on its figure or its result. */
    private static final String ASSESSED = """
            select string_agg(concat_ws('|', "indicatorId", coalesce(evaluated.sequence, monitored.sequence),
                                        coalesce(lamp, ''), coalesce(cause, ''),
                                        coalesce(evaluated.actual, monitored.actual, ''),
                                        coalesce(evaluated.result, monitored.result, ''), coalesce(score, '')),
                              '|' order by coalesce(evaluated.sequence, monitored.sequence))
              from json_to_recordset(coalesce(assessment #> '{monitoring,-1,indicators}', '[]'))
                     as monitored("indicatorId" text, sequence bigint, lamp text, cause text, actual text, result text)
              full join json_to_recordset(coalesce(assessment #> '{selfEvaluation,indicators}', '[]'))
                     as evaluated("indicatorId" text, sequence bigint, actual text, result text, score text) using ("indicatorId")""";

    /** The same by the names and targets that they had when that was said of them: of one number these may be two. */
    private static final String NAMES = """
            select string_agg(concat_ws('|', "indicatorId", name, "annualTarget"), '|' order by sequence, turn)
              from (select 1 as turn, * from json_to_recordset(coalesce(assessment #> '{monitoring,-1,indicators}', '[]'))
                      as monitored("indicatorId" text, sequence bigint, name text, "annualTarget" text)
                    union all
                    select 2, * from json_to_recordset(coalesce(assessment #> '{selfEvaluation,indicators}', '[]'))
                      as evaluated("indicatorId" text, sequence bigint, name text, "annualTarget" text)) as said""";

    private static final String DIGESTS = """
            select part, jsonb_build_object(
                     'fiscalYear', split_part(part, '/', 1)::int, 'departmentCode', split_part(part, '/', 2))
                   || goals.data || assessments.data as data
              from unnest(?::text[]) as asked(part)
             cross join lateral (
               select jsonb_build_object(
                        'goalCount', count(*) filter (where state = 'ISSUED'),
                        'withdrawnCount', count(*) filter (where state = 'WITHDRAWN'),
                        'indicatorCount', coalesce(sum(indicator_count) filter (where state = 'ISSUED'), 0),
                        'versions', coalesce(sum(version), 0)::text,
                        'hash', %s,
                        'detailsHash', %s) as data
                 from (select goal.*, told.flags, told.indicators,
                              (select count(*) from indicator where indicator.project_code = goal.project_code) as indicator_count
                         from goal
                         left join goal_history history
                           on history.project_code = goal.project_code and history.version = goal.version
                         left join lateral json_to_record(history.goal) as told(flags json, indicators json) on true
                        where goal.department_code = split_part(part, '/', 2)
                          and goal.fiscal_year = split_part(part, '/', 1)::int) goal) goals
             cross join lateral (
               select jsonb_build_object(
                        'assessmentCount', count(*),
                        'assessmentVersions', coalesce(sum(version), 0)::text,
                        'assessmentHash', %s,
                        'assessmentDetailsHash', %s,
                        'assessmentNamesHash', %s) as data
                 from assessment
                where department_code = split_part(part, '/', 2) and fiscal_year = split_part(part, '/', 1)::int) assessments
            """.formatted(
            DigestSource.hash("project_code", "version", "state", "indicator_count", "statement", "indicators_text"),
            DigestSource.hash("project_code", "version", "flags", "indicators", DigestSource.micros("recorded_at")),
            DigestSource.hash("project_code", "version", "month", "lamp", "score", "grade"),
            DigestSource.hash(
                    "project_code",
                    "version",
                    "assessment #>> '{selfEvaluation,gradeName}'",
                    ASSESSED,
                    DigestSource.micros("recorded_at")),
            DigestSource.hash("project_code", "version", NAMES));

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

    @Override
    public String newest() {
        return "assessmentNamesHash";
    }
}
