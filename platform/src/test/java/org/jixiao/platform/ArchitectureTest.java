package org.jixiao.platform;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The fence around the shared library. */
class ArchitectureTest {

    /** Small enough to read in one sitting. */
    private static final int MOST_TYPES = 69;

    private static final int MOST_OF_A_FEATURE = 10;

    /** What is looked up and done about events by people: receipts, gaps and so on, each a package below the inbox. */
    private static final Predicate<JavaClass> EVENT_SIDE =
            each -> each.getPackageName().startsWith("org.jixiao.platform.inbox.");

    private static final JavaClasses PLATFORM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.jixiao.platform");

    private static final Set<Class<?>> INEXACT = Set.of(double.class, float.class, Double.class, Float.class);

    @Test
    void onlyTheOutboxSends() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..platform.outbox..")
                .and()
                .doNotBelongToAnyOf(EventPlumbing.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..")
                .check(PLATFORM);
    }

    @Test
    void onlyTheInboxReceives() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..platform.inbox..")
                .and()
                .doNotBelongToAnyOf(EventPlumbing.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.consumer..")
                .check(PLATFORM);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Service|Dto|Abstract\\w*|Base\\w*)(\\$.*)?")
                .check(PLATFORM);
    }

    @Test
    void noDomainWordHasComeIn() {
        List<String> domain = List.of(
                "project",
                "goal",
                "indicator",
                "department",
                "budget",
                "region",
                "unit",
                "appropriation",
                "publication");
        assertThat(PLATFORM.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> domain.stream().anyMatch(name.toLowerCase()::contains)))
                .isEmpty();
    }

    @Test
    void nothingIsInexact() {
        fields().should()
                .notHaveRawType(describe("inexact", type -> INEXACT.stream().anyMatch(type::isEquivalentTo)))
                .check(PLATFORM);
        noCodeUnits()
                .should(have(describe(
                        "an inexact parameter or result",
                        (JavaCodeUnit unit) -> inexact(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream().anyMatch(ArchitectureTest::inexact))))
                .check(PLATFORM);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(PLATFORM);
        noClasses()
                .that()
                .doNotBelongToAnyOf(EventPlumbing.class)
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(PLATFORM);
    }

    @Test
    void moneyAndProblemsKnowNothingOfEvents() {
        noClasses()
                .that()
                .resideInAnyPackage("..platform.money..", "..platform.access..", "..platform.problem..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("..platform.inbox..", "..platform.outbox..", "java.sql.."))
                .check(PLATFORM);
        noClasses()
                .that()
                .resideInAPackage("..platform.outbox..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("..platform.inbox..", "..platform.problem.."))
                .check(PLATFORM);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("org.jixiao.platform.(*)..").should().beFreeOfCycles().check(PLATFORM);
    }

    @Test
    void publicClassesAreFinalRecordsOrMadeToBeImplemented() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(PLATFORM);
    }

    @Test
    void mechanismIsSmallEnoughToReadInOneSitting() {
        assertThat(types(each -> !EVENT_SIDE.test(each))).hasSizeLessThanOrEqualTo(MOST_TYPES);
    }

    @Test
    void eachFeatureOfTheEventSideIsSmall() {
        Map<String, Set<String>> features = types(EVENT_SIDE).stream()
                .collect(Collectors.groupingBy(name -> name.substring(0, name.lastIndexOf('.')), Collectors.toSet()));

        assertThat(features.values())
                .allSatisfy(types -> assertThat(types).hasSizeLessThanOrEqualTo(MOST_OF_A_FEATURE));
    }

    private static Set<String> types(Predicate<JavaClass> wanted) {
        return PLATFORM.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(wanted)
                .map(JavaClass::getName)
                .filter(name -> !name.endsWith("package-info"))
                .collect(Collectors.toSet());
    }

    private static boolean inexact(JavaClass type) {
        return INEXACT.stream().anyMatch(type::isEquivalentTo);
    }
}
