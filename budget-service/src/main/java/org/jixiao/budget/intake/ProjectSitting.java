package org.jixiao.budget.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.budget.department.Registered;
import org.jixiao.budget.project.Decision;
import org.jixiao.budget.project.LedgerEntry;
import org.jixiao.budget.project.Project;
import org.jixiao.budget.project.ProjectContent;
import org.jixiao.budget.project.ProjectLedger;
import org.jixiao.budget.rule.Breach;
import org.jixiao.platform.closing.ClosedYears;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.inbox.Reception;

/** Decides on one batch of reported projects, all of them locked, and saves what was accepted at once. */
final class ProjectSitting implements Reception.Sitting {

    private final Connection connection;
    private final ProjectLedger ledger;
    private final Map<String, Project> projects;
    private final ClosedYears closed;
    private final Registered registered;
    private final Instant now;
    private final List<LedgerEntry> entries = new ArrayList<>();

    ProjectSitting(
            Connection connection,
            ProjectLedger ledger,
            Map<String, Project> locked,
            ClosedYears closed,
            Registered registered,
            Instant now) {
        this.connection = connection;
        this.ledger = ledger;
        this.projects = new HashMap<>(locked);
        this.closed = closed;
        this.registered = registered;
        this.now = now;
    }

    @Override
    public Outcome decide(CloudEvent event) {
        ProjectContent stated = ProjectContent.read(event.partitionKey(), event.data());
        Outcome.Rejected tooLate = closed.rejection(event, stated.fiscalYear());
        if (tooLate != null) {
            return tooLate;
        }
        Project current = projects.get(stated.projectCode());
        Decision decision =
                current == null ? Project.first(stated, registered) : current.restate(stated, registered, now);
        return switch (decision) {
            case Decision.Recorded(Project project) -> {
                if (!event.dryRun()) {
                    projects.put(stated.projectCode(), project);
                    entries.add(new LedgerEntry(project, now, event.source(), event.id(), event.traceparent()));
                }
                yield new Outcome.Accepted(project.version(), List.of());
            }
            case Decision.Refused refused -> rejected(refused);
        };
    }

    @Override
    public void save() throws SQLException {
        ledger.save(connection, entries);
    }

    /** Its code is that of a breach which nothing but another event puts right, if there is one. */
    static Outcome.Rejected rejected(Decision.Refused refused) {
        List<Breach> breaches = refused.breaches();
        Breach decisive = breaches.stream()
                .filter(breach -> !code(breach).retryable())
                .findFirst()
                .orElse(breaches.getFirst());
        return new Outcome.Rejected(
                code(decisive),
                breaches.stream().map(breach -> breach.under("/data")).toList());
    }

    private static Outcome.Code code(Breach breach) {
        return switch (breach.rule()) {
            case CODE_MISMATCH, MEMBERSHIP_ORDER, READ_ONLY_FIELD -> Outcome.Code.SCHEMA;
            case UNKNOWN_REFERENCE -> Outcome.Code.UNKNOWN_REFERENCE;
            case SUM_MISMATCH -> Outcome.Code.SUM_MISMATCH;
            case AMOUNT_RANGE -> Outcome.Code.AMOUNT_RANGE;
            case STATE_CONFLICT -> Outcome.Code.STATE_CONFLICT;
        };
    }
}
