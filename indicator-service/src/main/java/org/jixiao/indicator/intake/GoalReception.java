package org.jixiao.indicator.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jixiao.indicator.frame.Frames;
import org.jixiao.indicator.goal.Decision;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.goal.GoalLedger;
import org.jixiao.indicator.goal.KnownDepartments;
import org.jixiao.indicator.goal.LedgerEntry;
import org.jixiao.indicator.goal.StatedGoal;
import org.jixiao.indicator.goal.StatingGoal;
import org.jixiao.platform.closing.ClosedYears;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.inbox.Reception;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Violation;

/** Takes the goals that sending systems report. */
@ApplicationScoped
class GoalReception implements Reception {

    private final GoalLedger ledger;
    private final Frames frames;
    private final Clock clock;

    GoalReception(GoalLedger ledger, Frames frames, Clock clock) {
        this.ledger = ledger;
        this.frames = frames;
        this.clock = clock;
    }

    @Override
    public String domain() {
        return "indicator";
    }

    @Override
    public String typePrefix() {
        return GoalForm.TYPE;
    }

    @Override
    public Map<String, JsonSchema> types() {
        return GoalForm.TYPES;
    }

    @Override
    public String key(JsonNode data) {
        return GoalForm.key(data);
    }

    @Override
    public String scopeCode(JsonNode data) {
        return GoalForm.scopeCode(data);
    }

    @Override
    public String versions() {
        return "select project_code, version, recorded_at, recorded_by from goal_history";
    }

    @Override
    public Sitting open(Connection connection, List<CloudEvent> events) throws SQLException {
        List<String> codes = events.stream().map(CloudEvent::partitionKey).toList();
        ClosedYears closed = ClosedYears.among(
                connection,
                events.stream()
                        .map(event -> event.data().get("fiscalYear").intValue())
                        .toList(),
                events.stream().map(CloudEvent::subject).toList());
        return new GoalSitting(
                connection,
                closed,
                ledger.lock(connection, codes),
                new StatingGoal(frames.known(connection), KnownDepartments.among(connection, codes)));
    }

    /** One batch. */
    private final class GoalSitting implements Sitting {

        private final Connection connection;
        private final ClosedYears closed;
        private final Map<String, Goal> current;
        private final StatingGoal stating;
        private final List<LedgerEntry> entries = new ArrayList<>();
        private final Instant now = clock.instant();

        private GoalSitting(Connection connection, ClosedYears closed, Map<String, Goal> current, StatingGoal stating) {
            this.connection = connection;
            this.closed = closed;
            this.current = current;
            this.stating = stating;
        }

        @Override
        public Outcome decide(CloudEvent event) {
            StatedGoal stated = StatedGoal.read(event.partitionKey(), event.data());
            Outcome.Rejected tooLate = closed.rejection(event, stated.fiscalYear());
            if (tooLate != null) {
                return tooLate;
            }
            return switch (stating.decide(current.get(event.partitionKey()), stated)) {
                case Decision.Recorded recorded -> {
                    if (!event.dryRun()) {
                        keep(new LedgerEntry(recorded.goal(), now, event.source(), event.id(), event.traceparent()));
                    }
                    yield new Outcome.Accepted(recorded.goal().version(), inEvent(recorded.doubts()));
                }
                case Decision.Refused refused -> rejected(refused);
            };
        }

        @Override
        public void save() throws SQLException {
            ledger.save(connection, entries);
        }

        private void keep(LedgerEntry entry) {
            current.put(entry.goal().projectCode(), entry.goal());
            entries.add(entry);
        }
    }

    static Outcome.Rejected rejected(Decision.Refused refused) {
        return new Outcome.Rejected(code(refused.reason()), inEvent(refused.violations()));
    }

    private static Outcome.Code code(Decision.Reason reason) {
        return switch (reason) {
            case MALFORMED -> Outcome.Code.SCHEMA;
            case UNKNOWN_REFERENCE -> Outcome.Code.UNKNOWN_REFERENCE;
            case STATE_CONFLICT -> Outcome.Code.STATE_CONFLICT;
            case TOO_LARGE -> Outcome.Code.TOO_LARGE;
        };
    }

    static List<Violation> inEvent(List<Violation> violations) {
        return violations.stream()
                .map(each -> new Violation("/data" + each.pointer(), each.code(), each.message()))
                .toList();
    }
}
