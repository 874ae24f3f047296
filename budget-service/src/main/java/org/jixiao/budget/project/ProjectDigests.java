package org.jixiao.budget.project;

import jakarta.enterprise.context.ApplicationScoped;
import org.jixiao.platform.digest.DigestSource;

/** What a department's projects of a year come to, on {@code budget.digests.v1}. A part is {@code 2025/440104019}. */
@ApplicationScoped
class ProjectDigests implements DigestSource {

    /** A project that has moved concerns the department that it was in before as well. */
    private static final String CHANGED = """
            with recent as materialized (
              select project_code, version, fiscal_year, department_code from project_history where written_at >= ?
            )
            select fiscal_year || '/' || department_code from recent
            union
            select before.fiscal_year || '/' || before.department_code
              from recent join project_history before
                on before.project_code = recent.project_code and before.version = recent.version - 1
            """;

    /** Blank when all of them are. */
    private static final String ISSUED_TOTAL = """
            select sum(amount)
              from (values (issued_fiscal_appropriation), (issued_special_account), (issued_other)) as source(amount)""";

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
                     'detailsHash', %s) as data
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
                            DigestSource.micros("recorded_at")));

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
        return "detailsHash";
    }
}
