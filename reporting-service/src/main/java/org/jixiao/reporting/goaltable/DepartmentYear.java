package org.jixiao.reporting.goaltable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.rollup.KeptTotals;
import org.jixiao.reporting.rollup.Totals;

/**
 * All that is known of a department in one year, at one moment.
 *
 * @param departmentName null as long as the department's own event has not come
 * @param unitNames by unit code
 * @param lines in the order in which they are printed
 * @param waitingGoals the project codes of goals that name this department and whose project has not come
 * @param waitingAssessments the project codes of assessments that name this department and whose project has not come, or lies
 *     elsewhere
 * @param kept the totals as they are kept beside the lines
 * @param asOf when the latest of all this was recorded
 * @param staleSince since when an owner has told more; null when none has
 */
record DepartmentYear(
        int fiscalYear,
        String departmentCode,
        String departmentName,
        Map<String, String> unitNames,
        List<Line> lines,
        List<String> waitingGoals,
        List<String> waitingAssessments,
        KeptTotals kept,
        Instant asOf,
        Instant staleSince) {

    boolean isEmpty() {
        return lines.isEmpty() && waitingGoals.isEmpty();
    }

    /** Whether everything has come that belongs in here, as a rollup of the department understands it. */
    boolean isComplete() {
        Amounts amounts = amounts(lines);
        return departmentName != null
                && waitingGoals.isEmpty()
                && waitingAssessments.isEmpty()
                && lines.stream().noneMatch(Line::lacksGoal)
                && Objects.equals(amounts.total(), amounts.sourcesSum());
    }

    /** The lines by unit code, in their order. */
    Map<String, List<Line>> units() {
        Map<String, List<Line>> units = new LinkedHashMap<>();
        lines.forEach(line -> units.computeIfAbsent(line.unitCode(), code -> new ArrayList<>())
                .add(line));
        return units;
    }

    /** What the lines add up to. */
    KeptTotals sumOfLines() {
        List<Line.Goal> goals =
                lines.stream().map(Line::goal).filter(Objects::nonNull).toList();
        Totals totals = new Totals(
                amounts(lines),
                Money.sum(lines.stream().map(Line::executed).toList()),
                lines.size(),
                goals.size(),
                goals.stream().mapToLong(Line.Goal::indicatorCount).sum(),
                asOf);
        List<Amounts> issued =
                lines.stream().map(Line::issued).filter(Objects::nonNull).toList();
        Map<String, Long> types = new TreeMap<>();
        goals.forEach(goal -> KeptTotals.addTypes(types, goal.indicatorTypes()));
        return new KeptTotals(totals, Amounts.sum(issued), issued.size(), types);
    }

    static Amounts amounts(Collection<Line> lines) {
        return Amounts.sum(lines.stream().map(Line::amounts).toList());
    }
}
