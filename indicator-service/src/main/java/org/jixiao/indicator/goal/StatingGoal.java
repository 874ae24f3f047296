package org.jixiao.indicator.goal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jixiao.indicator.frame.FrameNode;
import org.jixiao.indicator.frame.IndicatorFrame;
import org.jixiao.indicator.frame.IndicatorFrames;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * Stating a whole goal, first or again. Everything is accepted as printed or refused with every reason of one kind;
 * nothing is repaired.
 */
public final class StatingGoal {

    private static final String UNKNOWN = "UNKNOWN_REFERENCE";
    private static final BigDecimal MOST_WEIGHT = new BigDecimal(100);

    private final IndicatorFrames frames;
    private final Map<String, String> projectDepartments;

    /**
     * The rules as they are now.
     *
     * @param frames those in force
     * @param projectDepartments the department of each project that is known, by the project's code
     */
    public StatingGoal(IndicatorFrames frames, Map<String, String> projectDepartments) {
        this.frames = frames;
        this.projectDepartments = Map.copyOf(projectDepartments);
    }

    /**
     * The goal in its next version, or why not.
     *
     * @param current null when there is none yet
     */
    public Decision decide(Goal current, StatedGoal stated) {
        List<Violation> malformed = malformations(stated);
        if (current == null && !stated.isCodedAtOrAboveItsRegion()) {
            malformed.addFirst(codedElsewhere(stated));
        }
        if (!malformed.isEmpty()) {
            return new Decision.Refused(Decision.Reason.MALFORMED, malformed);
        }
        List<Violation> conflicts = current == null ? conflictsWithProject(stated) : conflicts(current, stated);
        if (!conflicts.isEmpty()) {
            return new Decision.Refused(Decision.Reason.STATE_CONFLICT, conflicts);
        }
        return frames.inForce(Goal.regionOf(stated.departmentCode()), stated.fiscalYear())
                .map(frame -> decide(current, stated, frame))
                .orElseGet(() -> refusedForLackOfFrame(stated));
    }

    private static Decision decide(Goal current, StatedGoal stated, IndicatorFrame frame) {
        List<Violation> unknown = unknownReferences(stated, frame);
        if (!unknown.isEmpty()) {
            return new Decision.Refused(Decision.Reason.UNKNOWN_REFERENCE, unknown);
        }
        List<Indicator> indicators = indicators(stated, frame, current == null ? List.of() : current.indicators());
        try {
            Goal next = next(current, stated, indicators);
            return PublishedGoal.isTooLarge(next)
                    ? refusedForItsSize()
                    : new Decision.Recorded(next, Doubts.about(next));
        } catch (UnprintableIndicator e) {
            return new Decision.Refused(Decision.Reason.MALFORMED, unprintables(indicators));
        }
    }

    private static Goal next(Goal current, StatedGoal stated, List<Indicator> indicators) {
        return new Goal(
                stated.projectCode(),
                stated.fiscalYear(),
                stated.departmentCode(),
                stated.statement(),
                indicators,
                IndicatorText.print(indicators.stream().map(Indicator::printed).toList()),
                stated.state(),
                current == null ? 1 : current.version() + 1);
    }

    private static List<Indicator> indicators(StatedGoal stated, IndicatorFrame frame, List<Indicator> before) {
        List<Indicator> read =
                stated.indicators().stream().map(each -> read(each, frame)).toList();
        List<Indicator> replaced = new ArrayList<>(before);
        Map<Integer, Indicator> kept = new HashMap<>();
        for (Indicator each : read) {
            replaced.stream().filter(each::saysTheSameAs).findFirst().ifPresent(found -> {
                replaced.remove(found);
                kept.put(each.sequence(), found);
            });
        }
        return read.stream()
                .map(each -> each.accumulating(accumulation(
                        stated.indicators().get(each.sequence() - 1).accumulation(),
                        each,
                        kept.get(each.sequence()),
                        replaced)))
                .toList();
    }

    private static Indicator read(StatedIndicator stated, IndicatorFrame frame) {
        var printed = new PrintedIndicator(
                frame.category(stated.categoryCode()).orElseThrow().codedName(),
                frame.type(stated.typeCode()).orElseThrow().codedName(),
                stated.name(),
                stated.periodTarget(),
                stated.annualTarget());
        return Indicator.read(stated.sequence(), printed).weighing(stated.weight());
    }

    /**
     * What a person states. Senders state none, so what was confirmed holds while the indicator says the same, wherever it stands by
     * then. A suggestion that comes back under another name or target is no confirmation.
     *
     * @param stated null when none is
     * @param read with the accumulation that is suggested
     * @param kept what says the same in the version before; null when nothing does
     * @param replaced those of the version before of which nothing says the same now
     */
    private static Accumulation accumulation(
            Accumulation stated, Indicator read, Indicator kept, List<Indicator> replaced) {
        if (kept != null) {
            return stated == null ? kept.accumulation() : stated;
        }
        boolean isEcho = replaced.stream()
                .anyMatch(each -> each.sequence() == read.sequence()
                        && each.accumulation() == stated
                        && each.isAccumulationSuggested());
        return stated == null || isEcho ? read.accumulation() : stated;
    }

    private static List<Violation> malformations(StatedGoal stated) {
        List<Violation> violations = new ArrayList<>();
        if (stated.indicators().isEmpty() && stated.state() == GoalState.ISSUED) {
            Text text = Text.of("批复的绩效目标至少要有一项指标", "An issued goal has at least one indicator");
            violations.add(new Violation("/indicators", "INDICATOR_MISSING", text));
        }
        for (int i = 0; i < stated.indicators().size(); i++) {
            StatedIndicator indicator = stated.indicators().get(i);
            if (indicator.sequence() != i + 1) {
                Text text = Text.of("序号须连续，此处应为 %d", "Sequences run without holes, here %d", i + 1);
                violations.add(new Violation(at(i, "sequence"), "SEQUENCE_BROKEN", text));
            }
            if (indicator.weight() != null && !isWeight(indicator.weight())) {
                Text text = Text.of("权重须大于 0，至多 100", "A weight is above 0 and at most 100");
                violations.add(new Violation(at(i, "weight"), "WEIGHT_RANGE", text));
            }
        }
        return violations;
    }

    /** Nobody takes another district's code; a goal that is there keeps its own, whatever becomes of regions. */
    private static Violation codedElsewhere(StatedGoal stated) {
        Text text = Text.of(
                "项目代码开头的区划 %s 须为部门所属区划 %s 或其上级，请核对这两个代码",
                "Region %s, which the project's code begins with, must be the department's, %s, or one above it: check both codes",
                stated.codedRegion(),
                Goal.regionOf(stated.departmentCode()));
        return new Violation("/departmentCode", "CODE_MISMATCH", text);
    }

    /**
     * Neither a project nor its goal ever leaves its region: a goal that began in another one, of a project that is withdrawn as
     * well, could never come right.
     */
    private List<Violation> conflictsWithProject(StatedGoal stated) {
        String department = projectDepartments.get(stated.projectCode());
        if (department == null || Goal.regionOf(department).equals(Goal.regionOf(stated.departmentCode()))) {
            return List.of();
        }
        Text text = Text.of(
                "项目属于区划 %s，绩效目标须由该区划的部门填报",
                "The project is of region %s: its goal is stated for a department there", Goal.regionOf(department));
        return List.of(new Violation("/departmentCode", "STATE_CONFLICT", text));
    }

    private static boolean isWeight(BigDecimal weight) {
        return weight.signum() > 0 && weight.compareTo(MOST_WEIGHT) <= 0;
    }

    private static List<Violation> conflicts(Goal current, StatedGoal stated) {
        List<Violation> violations = new ArrayList<>();
        if (current.fiscalYear() != stated.fiscalYear()) {
            Text text = Text.of("已有绩效目标的年度 %d 不得更改", "The goal is of %d for good", current.fiscalYear());
            violations.add(new Violation("/fiscalYear", "STATE_CONFLICT", text));
        }
        if (!Goal.regionOf(current.departmentCode()).equals(Goal.regionOf(stated.departmentCode()))) {
            Text text = Text.of("已有绩效目标不得改属其他区划", "The goal stays with its region");
            violations.add(new Violation("/departmentCode", "STATE_CONFLICT", text));
        }
        return violations;
    }

    private static Decision refusedForLackOfFrame(StatedGoal stated) {
        Text text = Text.of(
                "区划 %s 在 %d 年没有适用的指标体系",
                "No frame is in force for region %s in %d",
                Goal.regionOf(stated.departmentCode()),
                stated.fiscalYear());
        return new Decision.Refused(
                Decision.Reason.UNKNOWN_REFERENCE, List.of(new Violation("/fiscalYear", UNKNOWN, text)));
    }

    private static List<Violation> unknownReferences(StatedGoal stated, IndicatorFrame frame) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < stated.indicators().size(); i++) {
            StatedIndicator indicator = stated.indicators().get(i);
            if (frame.category(indicator.categoryCode()).isEmpty()) {
                violations.add(unknown(at(i, "categoryCode"), IndicatorFlag.CATEGORY_UNKNOWN));
            }
            Optional<FrameNode> type = frame.type(indicator.typeCode());
            if (type.isEmpty()) {
                violations.add(unknown(at(i, "typeCode"), IndicatorFlag.TYPE_UNKNOWN));
            } else if (!type.get().parentCode().equals(indicator.categoryCode())) {
                violations.add(unknown(at(i, "typeCode"), IndicatorFlag.TYPE_OUTSIDE_CATEGORY));
            }
        }
        return violations;
    }

    private static List<Violation> unprintables(List<Indicator> indicators) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < indicators.size(); i++) {
            if (!IndicatorText.isPrintable(indicators.get(i).printed())) {
                Text text = Text.of("印入表格后会被读成别的内容", "Would be read back as something else once printed");
                violations.add(new Violation("/indicators/" + i, "INDICATOR_UNPRINTABLE", text));
            }
        }
        return violations;
    }

    private static Decision refusedForItsSize() {
        Text text = Text.of("指标文字过长，无法发布", "The texts are too long to be published");
        return new Decision.Refused(
                Decision.Reason.TOO_LARGE, List.of(new Violation("/indicators", "TOO_LARGE", text)));
    }

    private static Violation unknown(String pointer, IndicatorFlag flag) {
        return new Violation(pointer, UNKNOWN, flag.text());
    }

    private static String at(int index, String member) {
        return "/indicators/" + index + "/" + member;
    }
}
