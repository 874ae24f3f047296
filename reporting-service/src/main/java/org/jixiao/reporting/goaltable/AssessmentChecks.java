package org.jixiao.reporting.goaltable;

import java.util.List;
import java.util.stream.Stream;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.rule.Rule;

/** What must hold of monitoring. */
final class AssessmentChecks {

    private AssessmentChecks() {}

    /** Every assessment belongs to a project of the department and year that it names. */
    static Stream<Finding> assessmentHasProject(DepartmentYear of, Rule rule) {
        return of.waitingAssessments().stream().map(code -> Finding.ofCounts(rule, code, 1, 0, rule.message()));
    }

    /** Every indicator that has one of these lamps in the last monitoring has the cause of it. */
    static Stream<Finding> deviationHasCause(DepartmentYear of, Rule rule) {
        List<MonitoringLamp> lamps =
                rule.parameter("lamps").stream().map(MonitoringLamp::valueOf).toList();
        return of.lines().stream()
                .filter(line -> line.deviations() != null)
                .filter(line ->
                        line.deviations().explained(lamps) < line.deviations().lit(lamps))
                .map(line -> Finding.ofCounts(
                        rule,
                        line.projectCode(),
                        line.deviations().lit(lamps),
                        line.deviations().explained(lamps),
                        rule.message()));
    }
}
