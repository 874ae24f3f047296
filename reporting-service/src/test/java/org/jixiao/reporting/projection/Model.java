package org.jixiao.reporting.projection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent.At;

/** The read model as maps: the last revision of each key, and everything else computed from those. */
final class Model {

    private static final Comparator<At> ORDER =
            Comparator.comparingLong(At::epoch).thenComparingLong(At::version);

    private static final Pattern LACKING =
            Pattern.compile("(PROJECT_HAS_GOAL|GOAL_HAS_PROJECT|ASSESSMENT_HAS_PROJECT) .*");
    private static final List<String> LAMPS = List.of("RED", "YELLOW", "GREEN", "BLUE", "NONE");
    private static final List<String> GRADES = List.of("EXCELLENT", "GOOD", "FAIR", "POOR", "NONE");

    private final Map<String, Known<AProject>> projects = new HashMap<>();
    private final Map<String, Known<AGoal>> goals = new HashMap<>();
    private final Map<String, Known<ADepartment>> departments = new HashMap<>();
    private final Map<String, Known<AnAssessment>> assessments = new HashMap<>();

    private record Known<T>(T fact, At at) {}

    void note(AProject project, At at) {
        note(projects, project.code(), project, at);
    }

    void note(AGoal goal, At at) {
        note(goals, goal.projectCode(), goal, at);
    }

    void note(ADepartment department, At at) {
        note(departments, department.code(), department, at);
    }

    void note(AnAssessment assessment, At at) {
        note(assessments, assessment.projectCode(), assessment, at);
    }

    /** A project as it was told last so far; itself when it was not. */
    AProject lastOf(AProject project) {
        Known<AProject> last = projects.get(project.code());
        return last == null ? project : last.fact;
    }

    String departmentName(String code) {
        return departments.get(code).fact.name();
    }

    /**
     * From the region that a department lies in up to the province: as on 1 January of the year, else as of the next day
     * on which it lies anywhere, else as of the last.
     */
    List<String> upwards(String departmentCode, int year) {
        List<ADepartment.Lying> stays = departments.get(departmentCode).fact.memberships();
        LocalDate day = LocalDate.of(year, 1, 1);
        Optional<ADepartment.Lying> then = stays.stream()
                .filter(stay ->
                        stay.from() == null || !LocalDate.parse(stay.from()).isAfter(day))
                .filter(stay -> stay.to() == null || !LocalDate.parse(stay.to()).isBefore(day))
                .findFirst();
        Optional<ADepartment.Lying> later = stays.stream()
                .filter(stay ->
                        stay.from() != null && LocalDate.parse(stay.from()).isAfter(day))
                .findFirst();
        return List.copyOf(
                then.or(() -> later).orElse(stays.getLast()).regions().keySet());
    }

    /** The region right below another that a department belongs to, or that other itself; null when it does not lie in it. */
    String below(String region, String departmentCode, int year) {
        List<String> upwards = upwards(departmentCode, year);
        int at = upwards.indexOf(region);
        return at < 0 ? null : upwards.get(Math.max(0, at - 1));
    }

    Map<String, String> unitNames(String departmentCode) {
        return departments.get(departmentCode).fact.units();
    }

    /** The projects that are ISSUED, in the order of the printed table. */
    List<AProject> lines(String departmentCode, int year) {
        return issued().filter(project -> project.departmentCode().equals(departmentCode) && project.year() == year)
                .sorted(Comparator.comparing(AProject::unitCode)
                        .thenComparing(project -> project.code().substring(9))
                        .thenComparing(AProject::code))
                .toList();
    }

    /** The ISSUED goal of a project; null without one. */
    AGoal goal(AProject project) {
        Known<AGoal> goal = goals.get(project.code());
        return goal == null || goal.fact.state().equals("WITHDRAWN") ? null : goal.fact;
    }

    /** The assessment of a project, which counts where it says that the project lies; null without one. */
    AnAssessment assessment(AProject project) {
        Known<AnAssessment> known = assessments.get(project.code());
        return known != null
                        && known.fact.departmentCode().equals(project.departmentCode())
                        && known.fact.year() == project.year()
                ? known.fact
                : null;
    }

    String lampOf(AProject project) {
        AnAssessment assessment = assessment(project);
        String lamp = assessment == null || assessment.last() == null
                ? null
                : assessment.last().lamp();
        return lamp == null ? "NONE" : lamp;
    }

    String gradeOf(AProject project) {
        AnAssessment assessment = assessment(project);
        return assessment == null || assessment.grade() == null ? "NONE" : assessment.grade();
    }

    /** How many assessments in a region belong to a project that is not there, whatever becomes of it elsewhere. */
    long strays(int year, String region) {
        return strays(year, department -> below(region, department, year) != null)
                .count();
    }

    private Stream<String> strays(int year, Predicate<String> department) {
        return assessments.values().stream()
                .map(Known::fact)
                .filter(each -> each.year() == year && department.test(each.departmentCode()))
                .filter(each -> {
                    Known<AProject> project = projects.get(each.projectCode());
                    return project == null || assessment(project.fact) == null;
                })
                .map(AnAssessment::projectCode);
    }

    /** Indicators of the last rounds of a year in a region by a key and lamp, as {@code red yellow green blue none}. */
    Map<String, String> litIndicators(int year, String region, Function<AnAssessment.Lit, String> key) {
        Map<String, List<String>> lamps = new TreeMap<>();
        issued().filter(project -> project.year() == year)
                .filter(project -> below(region, project.departmentCode(), year) != null)
                .map(this::assessment)
                .filter(each -> each != null && each.last() != null)
                .flatMap(each -> each.last().indicators().stream())
                .forEach(each -> lamps.computeIfAbsent(key.apply(each), of -> new ArrayList<>())
                        .add(Objects.toString(each.lamp(), "NONE")));
        Map<String, String> lit = new TreeMap<>();
        lamps.forEach((name, of) -> lit.put(name, counted(of, LAMPS)));
        return lit;
    }

    private static String counted(List<String> values, List<String> names) {
        return names.stream()
                .map(name -> Integer.toString(Collections.frequency(values, name)))
                .collect(Collectors.joining(" "));
    }

    /** The codes of the goals whose project never came. */
    List<String> waiting(String departmentCode, int year) {
        return goals.values().stream()
                .map(Known::fact)
                .filter(goal -> goal.state().equals("ISSUED") && !projects.containsKey(goal.projectCode()))
                .filter(goal -> goal.departmentCode().equals(departmentCode) && goal.year() == year)
                .map(AGoal::projectCode)
                .sorted()
                .toList();
    }

    /** Whether nothing is lacking, in the table and in the totals of a department alike. */
    boolean isComplete(String departmentCode, int year) {
        List<AProject> lines = lines(departmentCode, year);
        String total = sum(lines.stream().map(AProject::total).toList());
        String ofSources =
                sum(lines.stream().flatMap(line -> sources(line).stream()).toList());
        return Objects.equals(total, ofSources)
                && findings(departmentCode, year).stream().noneMatch(LACKING.asMatchPredicate());
    }

    /** Every rule and project that must be found, rule by rule. */
    List<String> findings(String departmentCode, int year) {
        List<AProject> lines = lines(departmentCode, year);
        List<String> findings = new ArrayList<>();
        lines.stream()
                .filter(line -> !Objects.equals(line.total(), sum(sources(line))))
                .forEach(line -> findings.add("SOURCES_EQUAL_TOTAL " + line.code()));
        lines.stream()
                .filter(line -> goal(line) == null && isMoney(line))
                .forEach(line -> findings.add("PROJECT_HAS_GOAL " + line.code()));
        waiting(departmentCode, year).forEach(code -> findings.add("GOAL_HAS_PROJECT " + code));
        List<AProject> withGoals =
                lines.stream().filter(line -> goal(line) != null).toList();
        withGoals.stream()
                .filter(line -> goal(line).year() != year)
                .forEach(line -> findings.add("GOAL_OF_YEAR " + line.code()));
        withGoals.stream()
                .filter(line -> !goal(line)
                        .departmentCode()
                        .startsWith(line.departmentCode().substring(0, 6)))
                .forEach(line -> findings.add("GOAL_OF_REGION " + line.code()));
        withGoals.stream()
                .filter(line -> !goal(line).departmentCode().equals(line.departmentCode())
                        && goal(line)
                                .departmentCode()
                                .startsWith(line.departmentCode().substring(0, 6)))
                .forEach(line -> findings.add("GOAL_IN_DEPARTMENT " + line.code()));
        withGoals.stream()
                .filter(line -> !hasCategory(goal(line), "1"))
                .forEach(line -> findings.add("GOAL_HAS_OUTPUT " + line.code()));
        withGoals.stream()
                .filter(line -> !hasCategory(goal(line), "2") && !hasCategory(goal(line), "3"))
                .forEach(line -> findings.add("GOAL_HAS_EFFECT " + line.code()));
        lines.stream()
                .filter(line -> hasDeviationWithoutCause(assessment(line)))
                .forEach(line -> findings.add("DEVIATION_HAS_CAUSE " + line.code()));
        strays(year, departmentCode::equals).sorted().forEach(code -> findings.add("ASSESSMENT_HAS_PROJECT " + code));
        return findings;
    }

    private static boolean isMoney(AProject project) {
        return Stream.concat(Stream.of(Objects.toString(project.total(), "0")), sources(project).stream())
                .anyMatch(amount -> amount != null && new BigDecimal(amount).signum() != 0);
    }

    private static boolean hasDeviationWithoutCause(AnAssessment assessment) {
        return assessment != null
                && assessment.last() != null
                && assessment.last().indicators().stream()
                        .anyMatch(each ->
                                each.cause() == null && ("RED".equals(each.lamp()) || "YELLOW".equals(each.lamp())));
    }

    private static boolean hasCategory(AGoal goal, String category) {
        return goal.indicators().stream().anyMatch(each -> each.categoryCode().equals(category));
    }

    /** The sums of ISSUED projects of a year by a key, those without a key left out. */
    Map<String, List<String>> totals(int year, Function<AProject, String> key) {
        Map<String, List<AProject>> groups = new TreeMap<>();
        issued().filter(project -> project.year() == year && key.apply(project) != null)
                .forEach(project -> groups.computeIfAbsent(key.apply(project), each -> new ArrayList<>())
                        .add(project));
        Map<String, List<String>> totals = new TreeMap<>();
        groups.forEach((name, group) -> totals.put(name, figures(group)));
        return totals;
    }

    /** How many indicators ISSUED projects of a year in a region have by a key. */
    Map<String, Long> indicators(int year, String region, Function<AGoal.AnIndicator, String> key) {
        return issued().filter(project -> project.year() == year)
                .filter(project -> below(region, project.departmentCode(), year) != null)
                .map(this::goal)
                .filter(Objects::nonNull)
                .flatMap(goal -> goal.indicators().stream())
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }

    /** Everything that a row says: five amounts now, the issued total, executed by adjusted, three counts, lamps, grades, scores. */
    private List<String> figures(List<AProject> of) {
        List<AProject.Issued> issued = of.stream()
                .map(AProject::issuedAmounts)
                .filter(Objects::nonNull)
                .toList();
        List<AGoal> goals = of.stream().map(this::goal).filter(Objects::nonNull).toList();
        List<String> figures = new ArrayList<>(totals(of));
        figures.add(sum(issued.stream().map(AProject.Issued::total).toList()));
        figures.add(
                rate(of.stream().filter(project -> project.executed() != null).toList()));
        figures.add(Integer.toString(of.size()));
        figures.add(Integer.toString(goals.size()));
        figures.add(Integer.toString(
                goals.stream().mapToInt(goal -> goal.indicators().size()).sum()));
        figures.add(counted(of.stream().map(this::lampOf).toList(), LAMPS));
        figures.add(counted(of.stream().map(this::gradeOf).toList(), GRADES));
        figures.addAll(scores(of));
        return figures;
    }

    private List<String> scores(List<AProject> of) {
        List<BigDecimal> scores = of.stream()
                .map(this::assessment)
                .filter(each -> each != null && each.score() != null)
                .map(each -> new BigDecimal(each.score()))
                .toList();
        BigDecimal sum = scores.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return scores.isEmpty()
                ? Arrays.asList(null, "0", null)
                : List.of(
                        sum.toPlainString(),
                        Integer.toString(scores.size()),
                        sum.divide(BigDecimal.valueOf(scores.size()), 2, RoundingMode.HALF_UP)
                                .toPlainString());
    }

    private static String rate(List<AProject> reporting) {
        String adjusted = sum(reporting.stream().map(AProject::total).toList());
        if (adjusted == null || new BigDecimal(adjusted).signum() == 0) {
            return null;
        }
        return new BigDecimal(sum(reporting.stream().map(AProject::executed).toList()))
                .divide(new BigDecimal(adjusted), 4, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** The lamp by the money in a month. */
    static String lamp(AProject project, int month) {
        if (project.executed() == null) {
            return "NO_DATA";
        }
        if (project.total() == null || new BigDecimal(project.total()).signum() == 0) {
            return "NO_BUDGET";
        }
        BigDecimal keepingUp = new BigDecimal(project.executed())
                .multiply(BigDecimal.valueOf(12))
                .divide(new BigDecimal(project.total()).multiply(BigDecimal.valueOf(month)), 40, RoundingMode.DOWN);
        return keepingUp.compareTo(new BigDecimal("0.6")) < 0
                ? "RED"
                : keepingUp.compareTo(new BigDecimal("0.8")) < 0 ? "YELLOW" : "GREEN";
    }

    static List<String> totals(Collection<AProject> of) {
        List<String> totals = new ArrayList<>();
        for (Function<AProject, String> column : List.<Function<AProject, String>>of(
                AProject::total,
                AProject::fiscalAppropriation,
                AProject::specialAccount,
                AProject::other,
                AProject::executed)) {
            totals.add(sum(of.stream().map(column).toList()));
        }
        return totals;
    }

    /** The sum of the parts that are there; null when there is none. */
    static String sum(List<String> parts) {
        List<BigDecimal> present =
                parts.stream().filter(part -> part != null).map(BigDecimal::new).toList();
        return present.isEmpty()
                ? null
                : present.stream().reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString();
    }

    /** As printed; null for a blank. */
    static String tenThousands(String yuan) {
        return yuan == null
                ? null
                : new BigDecimal(yuan)
                        .divide(BigDecimal.valueOf(10_000), 2, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static List<String> sources(AProject project) {
        return Arrays.asList(project.fiscalAppropriation(), project.specialAccount(), project.other());
    }

    private Stream<AProject> issued() {
        return projects.values().stream()
                .map(Known::fact)
                .filter(project -> project.state().equals("ISSUED"));
    }

    private static <T> void note(Map<String, Known<T>> known, String key, T fact, At at) {
        known.merge(key, new Known<>(fact, at), (one, two) -> ORDER.compare(two.at, one.at) > 0 ? two : one);
    }
}
