package org.jixiao.reporting.reconciliation;

import org.jixiao.platform.digest.DigestSource;

/** What the lines come to in the words of the owners' digests, and the statements that hold one against the other. */
final class Digests {

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
              'hash', %s,
              'detailsHash', %s)
            """.formatted(
                    DigestSource.hash(
                            "project_code",
                            "money_version",
                            "state",
                            "unit_code",
                            "funding",
                            "document_number",
                            "total",
                            "fiscal_appropriation",
                            "special_account",
                            "other",
                            "executed",
                            "name"),
                    DigestSource.hash(
                            "project_code",
                            "money_version",
                            "issued_known",
                            "issued_total",
                            "issued_fiscal_appropriation",
                            "issued_special_account",
                            "issued_other",
                            DigestSource.micros("amounts_changed_at"),
                            DigestSource.micros("money_recorded_at")));

    private static final String GOALS = """
            jsonb_build_object(
              'fiscalYear', asked.fiscal_year, 'departmentCode', asked.department_code,
              'goalCount', count(*) filter (where goal_state = 'ISSUED'),
              'withdrawnCount', count(*) filter (where goal_state = 'WITHDRAWN'),
              'indicatorCount', coalesce(sum(indicator_count) filter (where goal_state = 'ISSUED'), 0),
              'versions', coalesce(sum(goal_version), 0)::text,
              'hash', %s,
              'detailsHash', %s)
            """.formatted(
            DigestSource.hash(
                    "project_code", "goal_version", "goal_state", "indicator_count", "statement", "indicators_text"),
            DigestSource.hash(
                    "project_code",
                    "goal_version",
                    "goal_flags",
                    "indicators",
                    DigestSource.micros("goal_recorded_at")));

    /**
     * By number and in that order, as the owner counts them. What is no list of objects says nothing, and does not keep a round from
     * coming to its end.
     */
    private static final String ASSESSED_INDICATORS = """
            case when indicators is json array then (
              select string_agg(concat_ws('|', id, sequence, coalesce(lamp, ''), coalesce(cause, ''),
                                          coalesce(evaluated_actual, actual, ''),
                                          coalesce(evaluated_result, result, ''), coalesce(score, '')), '|' order by place)
                from (select each ->> 'indicatorId' as id, min(each ->> 'sequence') as sequence, min(each ->> 'lamp') as lamp,
                             min(each ->> 'cause') as cause, min(each ->> 'actual') as actual, min(each ->> 'result') as result,
                             min(each ->> 'actual') filter (where each ->> 'score' is not null) as evaluated_actual,
                             min(each ->> 'result') filter (where each ->> 'score' is not null) as evaluated_result,
                             min(each ->> 'score') as score, min(place) as place
                        from json_array_elements(indicators::json) with ordinality as indicator(each, place)
                       group by 1) as numbered) end""";

    /** As the round and the self-evaluation have named them. */
    private static final String ASSESSED_NAMES = """
            case when indicators is json array then (
              select string_agg(concat_ws('|', each ->> 'indicatorId', each ->> 'name', each ->> 'annualTarget'), '|' order by place)
                from json_array_elements(indicators::json) with ordinality as indicator(each, place)) end""";

    /** Of each assessment the department and year that it names, whatever becomes of its project. */
    private static final String ASSESSED = """
            jsonb_build_object(
              'fiscalYear', asked.fiscal_year, 'departmentCode', asked.department_code,
              'assessmentCount', count(project_code), 'assessmentVersions', coalesce(sum(line.version), 0)::text,
              'assessmentHash', %s,
              'assessmentDetailsHash', %s,
              'assessmentNamesHash', %s)
            """.formatted(
                    DigestSource.hash("project_code", "line.version", "month", "lamp", "score", "grade"),
                    DigestSource.hash(
                            "project_code",
                            "line.version",
                            "grade_name",
                            ASSESSED_INDICATORS,
                            DigestSource.micros("line.recorded_at")),
                    DigestSource.hash("project_code", "line.version", ASSESSED_NAMES));

    private static final String UNITS = """
            select string_agg(concat_ws('|', code, name), '|' order by code)
              from spending_unit where department_code = line.code""";

    /** Those of the year, its own before all of them. They are told with the department, and no other time counts. */
    private static final String REGIONS = """
            select concat_ws('|', string_agg(code, '|') filter (where is_own),
                             string_agg(concat_ws('|', code, name, coalesce(parent_code, '')), '|' order by code))
              from department_region
             where department_code = line.code and asked.fiscal_year between first_year and last_year
               and recorded_at = line.recorded_at""";

    private static final String DEPARTMENT = """
            jsonb_build_object(
              'fiscalYear', asked.fiscal_year, 'departmentCode', asked.department_code,
              'departmentVersion', coalesce(max(line.version), 0),
              'departmentHash', %s)
            """.formatted(DigestSource.hash(
            "line.code",
            "line.version",
            "line.name",
            "line.region_code",
            UNITS,
            REGIONS,
            DigestSource.micros("line.recorded_at")));

    private static final String LINES = """
            project_line line on line.%1$sdepartment_code = asked.department_code
                             and line.%1$sfiscal_year = asked.fiscal_year
                             and line.%2$s_epoch is not null""";

    private static final String MONEY_LINES = LINES.formatted("", "money");
    private static final String GOAL_LINES = LINES.formatted("goal_", "goal");

    private static final String ASSESSMENT_LINES = """
            assessment line on line.department_code = asked.department_code and line.fiscal_year = asked.fiscal_year""";

    private static final String DEPARTMENT_LINES = "department line on line.code = asked.department_code";

    /**
     * A digest is judged when it has had time to be overtaken by what it tells of, and speaks of the same versions: it was stated
     * after the last that is here was recorded, or adds up to the same. What an owner of another release does not say is not
     * compared. An owner that was restored states everything under its new epoch: of what it only stated before it has nothing
     * any more. A department itself outlasts its projects of a year, and is not held against a digest that was lost.
     */
    private static final String DIGESTS = """
            with asked as (
              select *, epoch < (select max(epoch) from owner_digest where owner = ?) as is_lost
                from owner_digest
               where owner = ? and (department_code, fiscal_year) > (?, ?) and data -> '%4$s' is not null
               order by department_code, fiscal_year limit ?
            ), own as (
              select asked.department_code, asked.fiscal_year, %1$s as data, max(%2$s) as latest
                from asked
                left join %3$s
               group by asked.department_code, asked.fiscal_year
            )
            select department_code, fiscal_year, version,
                   case when is_lost then '{}' else asked.data end as expected, own.data as actual,
                   case when is_lost then %5$s else not (own.data || asked.data) @> own.data end as unequal,
                   is_lost or stated_at <= ?
                     and (coalesce(latest <= stated_at, true) or latest < ?
                          or asked.data ->> '%4$s' = own.data ->> '%4$s') as judged
              from asked join own using (department_code, fiscal_year)
             order by department_code, fiscal_year
            """;

    /** What is here of that of which the owner has nothing any more. */
    private static final String REMAINS = "latest is not null";

    private Digests() {}

    /** Takes the owner twice, the place behind which the slice begins, its size, and until when digests are settled and old. */
    static String lookingAt(Kind kind) {
        return switch (kind) {
            case BUDGET -> DIGESTS.formatted(MONEY, "money_recorded_at", MONEY_LINES, "versions", REMAINS);
            case INDICATOR -> DIGESTS.formatted(GOALS, "goal_recorded_at", GOAL_LINES, "versions", REMAINS);
            case ASSESSMENTS ->
                DIGESTS.formatted(ASSESSED, "line.recorded_at", ASSESSMENT_LINES, "assessmentVersions", REMAINS);
            case DEPARTMENTS ->
                DIGESTS.formatted(DEPARTMENT, "line.recorded_at", DEPARTMENT_LINES, "departmentVersion", "false");
            case TOTALS, ASSESSMENT_TOTALS, OFFSETS -> throw new IllegalArgumentException(kind + " has no digests");
        };
    }
}
