package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jixiao.indicator.evaluation.Evaluating;
import org.jixiao.indicator.evaluation.Spending;
import org.jixiao.indicator.evaluation.Verdict;
import org.jixiao.indicator.goal.EventSize;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.goal.GoalLedger;
import org.jixiao.indicator.goal.GoalState;
import org.jixiao.indicator.goal.Refusal;
import org.jixiao.indicator.judging.AssessmentProfile;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.Observations;
import org.jixiao.indicator.judging.Profiles;
import org.jixiao.indicator.monitoring.MonitoringRound;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.RequestTrace;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * Reads and states assessments on behalf of a caller. They are stated against the goal as it is then, which is locked first; a
 * closed year does not keep anybody from it, because a year is evaluated after it has ended.
 */
@ApplicationScoped
class Assessing {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final DataSource database;
    private final GoalLedger goals;
    private final AssessmentLedger ledger;
    private final Profiles profiles;
    private final RequestTrace trace;
    private final Clock clock;

    Assessing(
            DataSource database,
            GoalLedger goals,
            AssessmentLedger ledger,
            Profiles profiles,
            RequestTrace trace,
            Clock clock) {
        this.database = database;
        this.goals = goals;
        this.ledger = ledger;
        this.profiles = profiles;
        this.trace = trace;
        this.clock = clock;
    }

    /** Who states something, and what they have seen of it. */
    record Caller(String name, Scope scope, Precondition precondition) {}

    /** What is known of a project; version 0 when nothing was stated. */
    Assessment read(String projectCode, Scope scope) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ledger.find(connection, projectCode, scope).orElseThrow(Problem::notFound);
        }
    }

    /** States a whole round of monitoring. */
    @Transactional(rollbackOn = Exception.class)
    Assessment monitor(String projectCode, int month, JsonNode body, Caller caller) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Goal goal = goal(connection, projectCode, caller.scope);
            Assessment current = ledger.lock(connection, goal);
            requireSeen(caller.precondition, current, current.round(month).isPresent());
            requireIssued(goal);
            requireSeen(goal, body);
            requireBegun(goal, month);
            AssessmentProfile profile = profile(connection, goal);
            List<Observation> said = said(goal, body);
            requireAnything(said);
            MonitoringRound round = MonitoringRound.judge(goal.fiscalYear(), month, said, profile);
            return save(connection, current.with(goal, round), caller);
        }
    }

    /** States a whole self-evaluation. */
    @Transactional(rollbackOn = Exception.class)
    Assessment evaluate(String projectCode, JsonNode body, Caller caller) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Goal goal = goal(connection, projectCode, caller.scope);
            Assessment current = ledger.lock(connection, goal);
            requireSeen(caller.precondition, current, current.selfEvaluation() != null);
            requireIssued(goal);
            requireSeen(goal, body);
            AssessmentProfile profile = profile(connection, goal);
            JsonNode explanation = body.at("/execution/explanation");
            Spending spending =
                    KnownMoney.of(connection, projectCode, explanation.isTextual() ? explanation.asText() : null);
            return switch (new Evaluating(profile).decide(goal, said(goal, body), spending)) {
                case Verdict.Evaluated evaluated ->
                    save(connection, current.with(goal, evaluated.selfEvaluation()), caller);
                case Verdict.Refused refused -> throw Refusal.of(refused.violations());
            };
        }
    }

    /** Takes a round back, of a goal that was withdrawn as well. */
    @Transactional(rollbackOn = Exception.class)
    Assessment takeBackRound(String projectCode, int month, Caller caller) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Goal goal = goal(connection, projectCode, caller.scope);
            Assessment current = ledger.lock(connection, goal);
            requireThere(current.round(month).isPresent());
            requireSeen(caller.precondition, current, true);
            return save(connection, current.without(goal, month), caller);
        }
    }

    /** Takes the self-evaluation back, of a goal that was withdrawn as well. */
    @Transactional(rollbackOn = Exception.class)
    Assessment takeBackSelfEvaluation(String projectCode, Caller caller) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Goal goal = goal(connection, projectCode, caller.scope);
            Assessment current = ledger.lock(connection, goal);
            requireThere(current.selfEvaluation() != null);
            requireSeen(caller.precondition, current, true);
            return save(connection, current.withoutSelfEvaluation(goal), caller);
        }
    }

    private Goal goal(Connection connection, String projectCode, Scope scope) throws SQLException {
        return Optional.ofNullable(goals.lock(connection, List.of(projectCode)).get(projectCode))
                .filter(goal -> scope.covers(goal.departmentCode()))
                .orElseThrow(Problem::notFound);
    }

    private AssessmentProfile profile(Connection connection, Goal goal) throws SQLException {
        return profiles.inForce(connection, goal.departmentCode(), goal.fiscalYear())
                .orElseThrow(() -> new Problem(
                        ProblemCode.WRONG_STATE,
                        Text.of("该区划该年度没有评分口径", "No profile is in force for this region and year")));
    }

    private static List<Observation> said(Goal goal, JsonNode body) {
        Observations observations = Observations.read(goal, body);
        if (!observations.violations().isEmpty()) {
            throw Refusal.of(observations.violations());
        }
        return observations.each();
    }

    private Assessment save(Connection connection, Assessment next, Caller caller) throws SQLException {
        if (EventSize.isExceededBy(PublishedAssessment.of(next))) {
            Text text = Text.of(
                    "文字过长，无法发布；可先撤回（DELETE）较早的一次监控",
                    "The texts are too long to be published; DELETE of an older round makes room");
            throw Refusal.of(List.of(new Violation("/indicators", "TOO_LARGE", text)));
        }
        Instant now = clock.instant();
        ledger.save(
                connection, new AssessmentEntry(next, now, caller.name, CloudEvent.newId(now), trace.traceparent()));
        return next;
    }

    /** The entity tag is that of the whole assessment; what is created is the part. */
    private static void requireSeen(Precondition precondition, Assessment current, boolean there) {
        switch (precondition) {
            case Precondition.Absent _ -> {
                if (there) {
                    throw Precondition.stale();
                }
            }
            case Precondition.Seen(long version) -> {
                requireThere(there);
                if (current.version() != version) {
                    throw Precondition.stale();
                }
            }
        }
    }

    private static void requireThere(boolean there) {
        if (!there) {
            throw Problem.notFound();
        }
    }

    /** A round for a month to come is a slip, and would stand as the present one until then. */
    private void requireBegun(Goal goal, int month) {
        if (YearMonth.of(goal.fiscalYear(), month).isAfter(YearMonth.now(clock.withZone(CHINA)))) {
            Text text = Text.of("%d 年 %d 月还没有开始", "Month %2$d of %1$d has not begun", goal.fiscalYear(), month);
            throw Refusal.of(List.of(new Violation("/month", "MONTH_NOT_BEGUN", text)));
        }
    }

    /** A round that says nothing would stand as the present one, and hide what the one before says. */
    private static void requireAnything(List<Observation> said) {
        if (said.stream().noneMatch(Observation::isSaid)) {
            Text text =
                    Text.of("没有填报任何指标；要撤回一次监控请用 DELETE", "Nothing is said of any indicator; DELETE takes a round back");
            throw Refusal.of(List.of(new Violation("/indicators", "INDICATOR_MISSING", text)));
        }
    }

    /** Whoever says for which version of the goal the figures are wants them judged by no other. */
    private static void requireSeen(Goal goal, JsonNode body) {
        if (body.hasNonNull("goalVersion") && body.get("goalVersion").longValue() != goal.version()) {
            Text text = Text.of(
                    "绩效目标现为第 %d 版，请按它核对后重填", "The goal is in version %d now: check, and state it anew", goal.version());
            throw new Problem(
                    ProblemCode.WRONG_STATE, text, List.of(new Violation("/goalVersion", "WRONG_STATE", text)));
        }
    }

    private static void requireIssued(Goal goal) {
        if (goal.state() != GoalState.ISSUED) {
            throw new Problem(
                    ProblemCode.WRONG_STATE,
                    Text.of("绩效目标已撤销，不能监控或自评", "The goal was withdrawn and is neither monitored nor evaluated"));
        }
    }
}
