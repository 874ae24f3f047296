package org.jixiao.indicator.goal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jixiao.indicator.frame.Frames;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.closing.ClosedYears;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.RequestTrace;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Violation;

/** Sets a project's whole goal on behalf of a caller. */
@ApplicationScoped
class SettingGoal {

    private final DataSource database;
    private final GoalLedger ledger;
    private final Goals goals;
    private final Frames frames;
    private final RequestTrace trace;
    private final Clock clock;

    SettingGoal(DataSource database, GoalLedger ledger, Goals goals, Frames frames, RequestTrace trace, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.goals = goals;
        this.frames = frames;
        this.trace = trace;
        this.clock = clock;
    }

    /** Who sets a goal, and what they have seen of it. */
    record Caller(String name, Scope scope, Precondition precondition) {}

    /**
     * Saves the goal in its next version and answers with it.
     *
     * @param pointers from the pointer of a violation to the place in the caller's own document
     */
    @Transactional(rollbackOn = Exception.class)
    GoalView set(StatedGoal stated, Caller caller, UnaryOperator<String> pointers) throws SQLException {
        try (Connection connection = database.getConnection()) {
            String subject = "project/" + stated.projectCode();
            ClosedYears closed = ClosedYears.among(connection, List.of(stated.fiscalYear()), List.of(subject));
            Goal current =
                    ledger.lock(connection, List.of(stated.projectCode())).get(stated.projectCode());
            requireScope(caller, current, stated);
            requireSeen(caller.precondition, current);
            closed.requireOpen(subject, stated.fiscalYear());
            StatingGoal stating = new StatingGoal(
                    frames.known(connection), KnownDepartments.among(connection, List.of(stated.projectCode())));
            Decision decision = stating.decide(current, stated);
            switch (decision) {
                case Decision.Recorded recorded -> save(connection, recorded.goal(), caller);
                case Decision.Refused refused -> throw refusal(refused, pointers);
            }
        } catch (CreatedMeanwhile e) {
            throw Precondition.stale();
        }
        return goals.find(stated.projectCode(), caller.scope).orElseThrow(Problem::notFound);
    }

    private void save(Connection connection, Goal goal, Caller caller) throws SQLException {
        Instant now = clock.instant();
        ledger.save(
                connection,
                List.of(new LedgerEntry(goal, now, caller.name, CloudEvent.newId(now), trace.traceparent())));
    }

    private static void requireScope(Caller caller, Goal current, StatedGoal stated) {
        boolean inside = caller.scope.covers(stated.departmentCode())
                && (current == null || caller.scope.covers(current.departmentCode()));
        if (!inside) {
            throw Problem.notFound();
        }
    }

    private static void requireSeen(Precondition precondition, Goal current) {
        switch (precondition) {
            case Precondition.Absent absent -> {
                if (current != null) {
                    throw Precondition.stale();
                }
            }
            case Precondition.Seen(long version) -> {
                if (current == null) {
                    throw Problem.notFound();
                }
                if (current.version() != version) {
                    throw Precondition.stale();
                }
            }
        }
    }

    private static Problem refusal(Decision.Refused refused, UnaryOperator<String> pointers) {
        return Refusal.of(refused.violations().stream()
                .map(each -> new Violation(pointers.apply(each.pointer()), each.code(), each.message()))
                .toList());
    }
}
