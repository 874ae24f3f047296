package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.judging.AssessmentProfile;
import org.jixiao.indicator.judging.GradeLimit;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.ScoreRules;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** Evaluates a project by one profile. */
public final class Evaluating {

    private static final BigDecimal WHOLE = new BigDecimal(100);

    private final AssessmentProfile profile;
    private final ScoreRules rules;

    public Evaluating(AssessmentProfile profile) {
        this.profile = profile;
        this.rules = profile.scores();
    }

    /**
     * The self-evaluation, or everything that is in its way.
     *
     * @param said for every indicator of the goal, in their order
     */
    public Verdict decide(Goal goal, List<Observation> said, Spending spending) {
        Optional<Weights> known = Weights.of(goal.indicators(), profile);
        if (known.isEmpty()) {
            Text text = Text.of(
                    "评分口径没有这些一级指标的权重，请在绩效目标中给出各指标的权重",
                    "The profile has no weights for these categories; state the weights in the goal");
            return new Verdict.Refused(List.of(new Violation("/indicators", "WEIGHT_MISSING", text)));
        }
        Weights weights = known.get();
        Execution.Status status = status(weights, spending);
        List<Violation> violations = new ArrayList<>();
        List<Scoring> scorings = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Scoring scoring = new Scoring(said.get(i), weights.points().get(i), rules);
            violations.addAll(scoring.violations());
            scorings.add(scoring);
        }
        if (status == Execution.Status.NOT_APPLICABLE && !spending.isKnown()) {
            Text text = Text.of(
                    "预算服务还没有发布该项目，不知道它有没有预算",
                    "budget-service has not published the project: nobody knows whether it has a budget");
            violations.add(new Violation("/execution", "UNKNOWN_REFERENCE", text));
        }
        if (status == Execution.Status.COUNTED) {
            violations.addAll(spendingViolations(spending));
        }
        return violations.isEmpty()
                ? new Verdict.Evaluated(evaluated(weights, status, spending, scorings))
                : new Verdict.Refused(violations);
    }

    private static Execution.Status status(Weights weights, Spending spending) {
        if (weights.isWhole()) {
            return Execution.Status.LEFT_OUT;
        }
        return spending.hasBudget() ? Execution.Status.COUNTED : Execution.Status.NOT_APPLICABLE;
    }

    private List<Violation> spendingViolations(Spending spending) {
        if (spending.executed() == null) {
            Text text = Text.of("支付系统还没有报送执行数", "What was spent has not been reported yet");
            return List.of(new Violation("/execution", "EXECUTED_MISSING", text));
        }
        if (spending.isBelow(rules.executionExplainBelow()) && !spending.isExplained()) {
            Text text = Text.of(
                    "预算执行率低于 %s%%，须说明原因",
                    "Execution below %s %% must be explained", percent(rules.executionExplainBelow()));
            return List.of(new Violation("/execution/explanation", "EXPLANATION_REQUIRED", text));
        }
        return List.of();
    }

    private SelfEvaluation evaluated(
            Weights weights, Execution.Status status, Spending spending, List<Scoring> scorings) {
        List<ScoredIndicator> indicators =
                scorings.stream().map(Scoring::scored).toList();
        BigDecimal earned = scorings.stream().map(Scoring::score).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean counts = status == Execution.Status.COUNTED;
        Execution execution = Execution.of(status, spending, counts ? rules.executionWeight() : null);
        BigDecimal score = counts ? earned.add(new BigDecimal(execution.score())) : outOfWhole(earned, weights.total());
        GradeLimit grade = profile.grade(score);
        return new SelfEvaluation(
                SelfEvaluation.plain(score),
                grade.grade(),
                grade.name(),
                profile.name(),
                weights.source(),
                execution,
                indicators);
    }

    /** Without an execution that counts, the indicators' points stand for all 100. */
    private static BigDecimal outOfWhole(BigDecimal earned, BigDecimal weights) {
        return earned.multiply(WHOLE).divide(weights, 2, RoundingMode.HALF_UP);
    }

    static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
