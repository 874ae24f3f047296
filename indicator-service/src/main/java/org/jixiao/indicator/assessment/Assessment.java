package org.jixiao.indicator.assessment;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jixiao.indicator.evaluation.SelfEvaluation;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.monitoring.MonitoringRound;

/**
 * What was found out about a project in its year.
 *
 * @param departmentCode that of the goal
 * @param monitoring in the order of their months; the last is the present one
 * @param selfEvaluation null when there is none
 * @param version 1, 2, 3… without holes; 0 when nothing was stated yet
 */
record Assessment(
        String projectCode,
        int fiscalYear,
        String departmentCode,
        List<MonitoringRound> monitoring,
        SelfEvaluation selfEvaluation,
        long version) {

    Assessment {
        Objects.requireNonNull(projectCode, "projectCode");
        Objects.requireNonNull(departmentCode, "departmentCode");
        monitoring = List.copyOf(monitoring);
    }

    /** Of a goal about which nothing was stated yet. */
    static Assessment none(String projectCode, int fiscalYear, String departmentCode) {
        return new Assessment(projectCode, fiscalYear, departmentCode, List.of(), null, 0);
    }

    /** The next version, in which this round stands for its month. */
    Assessment with(Goal goal, MonitoringRound round) {
        List<MonitoringRound> rounds = Stream.concat(
                        monitoring.stream().filter(each -> each.month() != round.month()), Stream.of(round))
                .sorted(Comparator.comparingInt(MonitoringRound::month))
                .toList();
        return next(goal, rounds, selfEvaluation);
    }

    /** The next version, with this self-evaluation. */
    Assessment with(Goal goal, SelfEvaluation evaluation) {
        return next(goal, monitoring, evaluation);
    }

    /** The next version, without the round of this month. */
    Assessment without(Goal goal, int month) {
        List<MonitoringRound> rounds =
                monitoring.stream().filter(each -> each.month() != month).toList();
        return next(goal, rounds, selfEvaluation);
    }

    /** The next version, without a self-evaluation. */
    Assessment withoutSelfEvaluation(Goal goal) {
        return next(goal, monitoring, null);
    }

    /** The next version, which says where the goal is now. */
    Assessment movedWith(Goal goal) {
        return next(goal, monitoring, selfEvaluation);
    }

    private Assessment next(Goal goal, List<MonitoringRound> rounds, SelfEvaluation evaluation) {
        return new Assessment(projectCode, goal.fiscalYear(), goal.departmentCode(), rounds, evaluation, version + 1);
    }

    Optional<MonitoringRound> round(int month) {
        return monitoring.stream().filter(each -> each.month() == month).findFirst();
    }

    /** The present round. */
    Optional<MonitoringRound> lastRound() {
        return monitoring.isEmpty() ? Optional.empty() : Optional.of(monitoring.getLast());
    }
}
