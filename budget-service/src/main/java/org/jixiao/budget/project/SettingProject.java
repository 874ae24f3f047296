package org.jixiao.budget.project;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jixiao.budget.department.Registered;
import org.jixiao.budget.rule.Breach;
import org.jixiao.budget.rule.ReadOnly;
import org.jixiao.budget.rule.Rule;
import org.jixiao.budget.rule.Versions;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.closing.ClosedYears;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.RequestTrace;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Sets a project's full state on behalf of a caller. */
@ApplicationScoped
class SettingProject {

    private final DataSource database;
    private final ProjectLedger ledger;
    private final RequestTrace trace;
    private final Clock clock;

    SettingProject(DataSource database, ProjectLedger ledger, RequestTrace trace, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.trace = trace;
        this.clock = clock;
    }

    /**
     * Creates the project or replaces its state.
     *
     * @param body accepted by its schema
     * @throws Problem NOT_FOUND out of scope, the precondition's, CLOSED_YEAR, or the breaches of {@link Project}, SUM_MISMATCH and
     *     READ_ONLY_FIELD
     */
    @Transactional(rollbackOn = Exception.class)
    Project set(String projectCode, JsonNode body, Precondition precondition, Scope scope, String caller)
            throws SQLException {
        ProjectContent stated = ProjectContent.read(projectCode, body);
        try (Connection connection = database.getConnection()) {
            String subject = "project/" + projectCode;
            ClosedYears closed = ClosedYears.among(connection, Set.of(stated.fiscalYear()), Set.of(subject));
            Project current = ledger.lock(connection, Set.of(projectCode)).get(projectCode);
            requireInScope(scope, stated, current);
            Versions.require(precondition, current == null ? null : current.version());
            closed.requireOpen(subject, stated.fiscalYear());
            Registered registered =
                    Registered.among(connection, Set.of(stated.departmentCode()), Set.of(stated.unitCode()));
            Instant now = clock.instant();
            Decision decision =
                    current == null ? Project.first(stated, registered) : current.restate(stated, registered, now);
            Project next = accepted(decision, repeated(body, stated, current, precondition));
            ledger.save(
                    connection,
                    List.of(new LedgerEntry(next, now, caller, CloudEvent.newId(now), trace.traceparent())));
            return next;
        } catch (CreatedMeanwhile e) {
            throw Precondition.stale();
        }
    }

    private static void requireInScope(Scope scope, ProjectContent stated, Project current) {
        boolean hidden = current != null && !scope.covers(current.content().departmentCode());
        if (hidden || !scope.covers(stated.departmentCode())) {
            throw Problem.notFound();
        }
    }

    private static Project accepted(Decision decision, List<Breach> repeated) {
        List<Breach> breaches = new ArrayList<>(repeated);
        return switch (decision) {
            case Decision.Recorded(Project project) -> {
                Breach.refuse(breaches);
                yield project;
            }
            case Decision.Refused(List<Breach> more) -> {
                breaches.addAll(more);
                throw Breach.problem(breaches);
            }
        };
    }

    /** What the body repeats from elsewhere and gets wrong. */
    private static List<Breach> repeated(
            JsonNode body, ProjectContent stated, Project current, Precondition precondition) {
        List<Breach> breaches = new ArrayList<>(ReadOnly.of(body)
                .code("projectCode", stated.projectCode())
                .json("issuedAmounts", ProjectEvents.issuedAmounts(current))
                .json("amountsChangedAt", ProjectEvents.amountsChangedAt(current))
                .version(precondition)
                .breaches());
        JsonNode amounts = body.get("amounts");
        String sum = Objects.toString(stated.amounts().total(), null);
        if (amounts.has("total") && !Objects.equals(amounts.get("total").textValue(), sum)) {
            Text message = Text.of(
                    "总计应为 %s，实为 %s",
                    "The total should be %s and is %s",
                    sum,
                    amounts.get("total").textValue());
            breaches.add(new Breach(Rule.SUM_MISMATCH, "/amounts/total", message));
        }
        return breaches;
    }
}
