package org.jixiao.budget.project;

import jakarta.enterprise.context.ApplicationScoped;
import org.jixiao.platform.digest.DigestSource;

/**
 * What a department's projects of a year come to, and what the department itself is in that year, on {@code budget.digests.v1}. A
 * part is {@code 2025/440104019}.
 */
@ApplicationScoped
class ProjectDigests implements DigestSource {

    /**
     * A project that has moved concerns the department that it was in before as well, and a department every year of it that was
     * ever stated.
     */
    private static final String CHANGED = """
            with history as not materialized (
              select project_code, version, fiscal_year, department_code, written_at from project_history
              union all
              select null, version, null, department_code, written_at from department_history
            ), recent as materialized (
              select * from history where written_at >= ?
            )
            select fiscal_year || '/' || department_code from recent where project_code is not null
            union
            select before.fiscal_year || '/' || before.department_code
              from recent join project_history before
                on before.project_code = recent.project_code and before.version = recent.version - 1
            union
            select part from recent join digest on split_part(part, '/', 2) = department_code
             where project_code is null and topic = 'budget.digests.v1'
            """;

    /** Blank when all of them are. */
    private static final String ISSUED_TOTAL = """
            select sum(amount)
              from (values (issued_fiscal_appropriation), (issued_special_account), (issued_other)) as source(amount)""";

    /** Each with its name, in the order of their codes. */
    private static final String UNITS = """
            select string_agg(concat_ws('|', unit ->> 'unitCode', unit ->> 'name'), '|' order by unit ->> 'unitCode' collate "C")
              from jsonb_array_elements(state -> 'units') as unit""";

    /**
     * Its own region on 1 January of the year, and all that it lies in then, each with the next above: by the membership of that
     * day, by the next one where there is none, and after the end of all of them by the last.
     */
    private static final String REGIONS = """
            select concat_ws('|', string_agg(code, '|') filter (where place = 1),
                             string_agg(concat_ws('|', code, name, coalesce(above, '')), '|' order by code collate "C"))
              from (select place, each ->> 'regionCode' as code, each ->> 'name' as name,
                           lead(each ->> 'regionCode') over (order by place) as above
                      from jsonb_array_elements(coalesce(
                             (select membership -> 'regions'
                                from jsonb_array_elements(state -> 'memberships') with ordinality as one(membership, turn),
                                     lateral (select membership ->> 'to' < split_part(part, '/', 1) || '-01-01') as ended(before)
                               order by before is true, case when before then -turn else turn end limit 1),
                             state -> 'regions')) with ordinality as region(each, place)) as lain""";

    private static final String DEPARTMENT = """
            select jsonb_build_object('departmentVersion', coalesce(max(version), 0), 'departmentHash', %s)
              from department join department_history as told using (department_code, version)
             where department_code = split_part(part, '/', 2)""".formatted(DigestSource.hash(
            "department_code",
            "version",
            "state ->> 'name'",
            "state #>> '{regions,0,regionCode}'",
            UNITS,
            REGIONS,
            DigestSource.micros("recorded_at")));

    private static final String DIGESTS = """
            select part, jsonb_build_object(
                     'fiscalYear', split_part(part, '/', 1)::int, 'departmentCode', split_part(part, '/', 2),
                     'projectCount', count(*) filter (where state = 'ISSUED'),
                     'withdrawnCount', count(*) filter (where state = 'WITHDRAWN'),
                     'versions', coalesce(sum(version), 0)::text,
                     'amounts', jsonb_build_object(
                       'total', (sum(total) filter (where state = 'ISSUED'))::text,
                       'fiscalAppropriation', (sum(fiscal_appropriation) filter (where state = 'ISSUED'))::text,
                       'specialAccount', (sum(special_account) filter (where state = 'ISSUED'))::text,
                       'other', (sum(other) filter (where state = 'ISSUED'))::text),
                     'executed', (sum(executed) filter (where state = 'ISSUED'))::text,
                     'hash', %s,
                     'detailsHash', %s)
                   || (%s) as data
              from unnest(?::text[]) as asked(part)
              left join project on project.department_code = split_part(part, '/', 2)
                               and project.fiscal_year = split_part(part, '/', 1)::int
             group by part
            """.formatted(
                    DigestSource.hash(
                            "project_code",
                            "version",
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
                            "version",
                            "issued_version is not null",
                            ISSUED_TOTAL,
                            "issued_fiscal_appropriation",
                            "issued_special_account",
                            "issued_other",
                            DigestSource.micros("amounts_changed_at"),
                            DigestSource.micros("recorded_at")),
                    DEPARTMENT);

    @Override
    public String topic() {
        return "budget.digests.v1";
    }

    @Override
    public String name() {
        return "budget.digest.stated";
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
        return "departmentHash";
    }
}
