package org.jixiao.budget.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jixiao.budget.department.Registered;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.rule.Breach;
import org.jixiao.budget.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {

    private static final String CODE = "44010425T000000000003";
    private static final Instant NOW = Instant.parse("2025-06-30T08:12:45.020001Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Registered REGISTERED = new Registered(
            Set.of(ReferenceData.JUSTICE, ReferenceData.CULTURE, ReferenceData.HAIZHU_JUSTICE),
            Set.of(ReferenceData.JUSTICE_UNIT, ReferenceData.CULTURE_UNIT, ReferenceData.HAIZHU_JUSTICE_UNIT));

    @Test
    void aNewProjectStartsAtVersionOne() {
        Decision decision = Project.first(ruleOfLaw(), REGISTERED);

        assertThat(recorded(decision)).isEqualTo(new Project(ruleOfLaw(), 1, issued(1), null));
    }

    @Test
    void theSameContentAgainMakesAVersion() {
        Decision decision = known().restate(ruleOfLaw(), REGISTERED, NOW);

        assertThat(recorded(decision)).isEqualTo(new Project(ruleOfLaw(), 2, issued(1), null));
    }

    @Test
    void aWithdrawnProjectKeepsItsAmounts() {
        ProjectContent withdrawn = ruleOfLaw(json -> json.put("state", "WITHDRAWN"));

        Decision decision = known().restate(withdrawn, REGISTERED, NOW);

        assertThat(recorded(decision).content().amounts()).isEqualTo(ruleOfLaw().amounts());
    }

    @Test
    void aWithdrawnProjectMayBeIssuedAgain() {
        Project withdrawn = new Project(ruleOfLaw(json -> json.put("state", "WITHDRAWN")), 2, issued(1), null);

        Decision decision = withdrawn.restate(ruleOfLaw(), REGISTERED, NOW);

        assertThat(recorded(decision).content().state()).isEqualTo(ProjectState.ISSUED);
    }

    @Test
    void aProjectMayMoveToAnotherDepartmentOfItsRegion() {
        Decision decision = known().restate(of(ReferenceData.CULTURE, ReferenceData.CULTURE_UNIT), REGISTERED, NOW);

        assertThat(recorded(decision).content().departmentCode()).isEqualTo(ReferenceData.CULTURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"440104", "440100"})
    void aProjectStaysInItsRegionWhoseCodeItMayHave(String coded) {
        Project known = new Project(coded(coded, ProjectJson.ruleOfLaw()), 1, issued(1), null);

        Decision decision =
                known.restate(of(ReferenceData.HAIZHU_JUSTICE, ReferenceData.HAIZHU_JUSTICE_UNIT), REGISTERED, NOW);

        assertRefused(decision, Rule.STATE_CONFLICT, "/departmentCode");
    }

    @Test
    void aProjectStaysInItsYear() {
        Decision decision = known().restate(ruleOfLaw(json -> json.put("fiscalYear", 2026)), REGISTERED, NOW);

        assertRefused(decision, Rule.STATE_CONFLICT, "/fiscalYear");
    }

    @Test
    void theRegionMustBeTheDepartments() {
        Decision decision = Project.first(ruleOfLaw(json -> json.put("regionCode", "440105")), REGISTERED);

        assertRefused(decision, Rule.CODE_MISMATCH, "/regionCode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"440100", "440000", "100000"})
    void whatIsHandedDownKeepsTheCodeOfTheLevelAbove(String region) {
        Decision decision = Project.first(coded(region, ProjectJson.ruleOfLaw()), REGISTERED);

        assertThat(recorded(decision).content().projectCode()).startsWith(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"440105", "440300", "430000", "000000"})
    void aNewProjectTakesNoCodeOfAnotherRegion(String region) {
        Decision decision = Project.first(coded(region, ProjectJson.ruleOfLaw()), REGISTERED);

        assertRefused(decision, Rule.CODE_MISMATCH, "/departmentCode");
    }

    @Test
    void theCityTakesNoCodeOfItsDistrict() {
        ObjectNode ofTheCity = ProjectJson.ruleOfLaw(json -> json.put("regionCode", "440100")
                .put("departmentCode", "440100019")
                .put("unitCode", "440100019001"));
        Registered city = new Registered(Set.of("440100019"), Set.of("440100019001"));

        Decision decision = Project.first(coded("440104", ofTheCity), city);

        assertRefused(decision, Rule.CODE_MISMATCH, "/departmentCode");
    }

    @Test
    void aProjectThatIsThereKeepsItsCode() {
        Project known = new Project(coded("440105", ProjectJson.ruleOfLaw()), 1, issued(1), null);

        Decision decision = known.restate(known.content(), REGISTERED, NOW);

        assertThat(recorded(decision).version()).isEqualTo(2);
    }

    @Test
    void theUnitMustBelongToTheDepartment() {
        Decision decision = Project.first(of(ReferenceData.JUSTICE, ReferenceData.CULTURE_UNIT), REGISTERED);

        assertRefused(decision, Rule.CODE_MISMATCH, "/unitCode");
    }

    @Test
    void departmentAndUnitMustBeRegistered() {
        Decision decision = Project.first(ruleOfLaw(), new Registered(Set.of(), Set.of()));

        assertThat(breaches(decision))
                .extracting(Breach::rule, Breach::pointer)
                .containsExactly(
                        tuple(Rule.UNKNOWN_REFERENCE, "/departmentCode"), tuple(Rule.UNKNOWN_REFERENCE, "/unitCode"));
    }

    @Test
    void theSumMustFitTheLedger() {
        ProjectContent huge = ruleOfLaw(json -> ProjectJson.amounts(json)
                .put("fiscalAppropriation", "9999999999999999.99")
                .put("other", "0.01"));

        Decision decision = Project.first(huge, REGISTERED);

        assertRefused(decision, Rule.AMOUNT_RANGE, "/amounts");
    }

    @Test
    void whatWasIssuedStaysWhateverIsAdjusted() {
        ProjectContent adjusted = ruleOfLaw(json -> ProjectJson.amounts(json).put("other", "0.05"));

        Project project = recorded(known().restate(adjusted, REGISTERED, NOW));

        assertThat(project.content().amounts()).isNotEqualTo(ruleOfLaw().amounts());
        assertThat(project.issue()).isEqualTo(issued(1));
    }

    @Test
    void amountsAreKnownToHaveChangedUntilTheyAreAsIssuedAgain() {
        Project adjusted = restated(known(), withOther("0.05"), NOW.plusNanos(1));
        Project spent = restated(adjusted, withOther("0.05"), LATER);
        Project again = restated(spent, withOther("0.06"), LATER);
        Project asIssued = restated(again, ruleOfLaw(), LATER);

        assertThat(adjusted.amountsChangedAt()).isEqualTo(NOW);
        assertThat(spent.amountsChangedAt()).isEqualTo(NOW);
        assertThat(again.amountsChangedAt()).isEqualTo(LATER);
        assertThat(asIssued.amountsChangedAt()).isNull();
    }

    @Test
    void whatChangesBeforeTheFirstIssueIsNoAdjustment() {
        Project withdrawn = recorded(Project.first(ruleOfLaw(json -> json.put("state", "WITHDRAWN")), REGISTERED));

        Project issued = restated(withdrawn, withOther("0.05"), NOW);

        assertThat(issued.amountsChangedAt()).isNull();
    }

    @Test
    void aBlankThatBecomesZeroHasChanged() {
        Project adjusted = restated(known(), withOther("0.00"), NOW);

        assertThat(adjusted.amountsChangedAt()).isEqualTo(NOW);
    }

    @Test
    void whatWasNeverIssuedHasNoIssue() {
        ProjectContent withdrawn = ruleOfLaw(json -> json.put("state", "WITHDRAWN"));
        Project first = recorded(Project.first(withdrawn, REGISTERED));

        Project second = recorded(first.restate(ruleOfLaw(), REGISTERED, NOW));

        assertThat(first.issue()).isNull();
        assertThat(second.issue()).isEqualTo(issued(2));
    }

    private static FirstIssue issued(long version) {
        return new FirstIssue(version, ruleOfLaw().amounts());
    }

    private static Project known() {
        return new Project(ruleOfLaw(), 1, issued(1), null);
    }

    private static ProjectContent ruleOfLaw() {
        return ruleOfLaw(json -> {});
    }

    private static ProjectContent ruleOfLaw(Consumer<ObjectNode> change) {
        return ProjectContent.read(CODE, ProjectJson.ruleOfLaw(change));
    }

    private static ProjectContent coded(String region, ObjectNode project) {
        return ProjectContent.read(region + CODE.substring(region.length()), project);
    }

    private static ProjectContent withOther(String other) {
        return ruleOfLaw(json -> ProjectJson.amounts(json).put("other", other));
    }

    private static Project restated(Project project, ProjectContent stated, Instant now) {
        return recorded(project.restate(stated, REGISTERED, now));
    }

    private static ProjectContent of(String departmentCode, String unitCode) {
        return ruleOfLaw(json -> json.put("regionCode", departmentCode.substring(0, 6))
                .put("departmentCode", departmentCode)
                .put("unitCode", unitCode));
    }

    private static Project recorded(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Recorded.class);
        return ((Decision.Recorded) decision).project();
    }

    private static List<Breach> breaches(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).breaches();
    }

    private static void assertRefused(Decision decision, Rule rule, String pointer) {
        assertThat(breaches(decision)).extracting(Breach::rule, Breach::pointer).containsExactly(tuple(rule, pointer));
    }
}
