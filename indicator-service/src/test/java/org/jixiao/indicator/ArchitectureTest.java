package org.jixiao.indicator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** The borders inside the service. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.jixiao.indicator");

    @Test
    void features_depend_in_one_direction() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("intake")
                .definedBy("..indicator.intake..")
                .layer("closing")
                .definedBy("..indicator.closing..")
                .layer("assessment")
                .definedBy("..indicator.assessment..")
                .layer("monitoring")
                .definedBy("..indicator.monitoring..")
                .layer("evaluation")
                .definedBy("..indicator.evaluation..")
                .layer("judging")
                .definedBy("..indicator.judging..")
                .layer("goal")
                .definedBy("..indicator.goal..")
                .layer("frame")
                .definedBy("..indicator.frame..")
                .layer("target")
                .definedBy("..indicator.target..")
                .layer("api")
                .definedBy("..indicator.api..")
                .whereLayer("intake")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("closing")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("assessment")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("monitoring")
                .mayOnlyBeAccessedByLayers("assessment")
                .whereLayer("evaluation")
                .mayOnlyBeAccessedByLayers("assessment")
                .whereLayer("judging")
                .mayOnlyBeAccessedByLayers("assessment", "monitoring", "evaluation")
                .whereLayer("goal")
                .mayOnlyBeAccessedByLayers("intake", "assessment", "monitoring", "evaluation", "judging")
                .whereLayer("frame")
                .mayOnlyBeAccessedByLayers("intake", "goal", "monitoring", "evaluation", "judging")
                .whereLayer("target")
                .mayOnlyBeAccessedByLayers("goal", "monitoring", "evaluation", "judging")
                .check(SERVICE);
    }

    @Test
    void the_domain_knows_no_framework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..indicator.target..",
                        "..indicator.goal..",
                        "..indicator.frame..",
                        "..indicator.judging..",
                        "..indicator.monitoring..",
                        "..indicator.evaluation..",
                        "..indicator.assessment..")
                .and()
                .haveNameNotMatching(".*(Resource|Entity|View|Cell|Body|Published).*")
                .and()
                .haveNameNotMatching(
                        ".*\\.(Goals|GoalLedger|GoalHistory|GoalDigests|GoalStates|SettingGoal|Frames)(\\$.*)?")
                .and()
                .haveNameNotMatching(
                        ".*\\.(Profiles|AssessmentLedger|AssessmentStates|AssessmentHistory|Assessing)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.hibernate..")
                .check(SERVICE);
    }

    @Test
    void only_the_outbox_owns_a_producer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Producer.class)
                .check(SERVICE);
    }

    @Test
    void nothing_is_floating() {
        for (Class<?> type : List.of(double.class, float.class, Double.class, Float.class)) {
            noFields().should().haveRawType(type).check(SERVICE);
            noMethods().should().haveRawReturnType(type).check(SERVICE);
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(type.getName())
                    .check(SERVICE);
        }
    }

    @Test
    void time_comes_from_a_clock() {
        noClasses().should().callMethod(Instant.class, "now").check(SERVICE);
        noClasses().should().callMethod(LocalDate.class, "now").check(SERVICE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(SERVICE);
        noClasses().should().callMethod(Clock.class, "systemUTC").check(SERVICE);
    }

    @Test
    void names_say_what_things_are() {
        noClasses()
                .that()
                .doNotHaveSimpleName("IndicatorService")
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Service)")
                .check(SERVICE);
    }

    @Test
    void entities_stay_behind_their_feature() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(SERVICE);
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(POST.class)
                .should(notMention(Entity.class))
                .check(SERVICE);
    }

    @Test
    void endpoints_are_public_methods_of_hidden_classes() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .bePackagePrivate()
                .check(SERVICE);
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(POST.class)
                .should()
                .bePublic()
                .check(SERVICE);
    }

    @Test
    void nothing_is_injected_into_fields() {
        noFields().should().beAnnotatedWith(Inject.class).check(SERVICE);
    }

    @Test
    void two_of_five_types_or_more_are_hidden() {
        List<JavaClass> types =
                SERVICE.stream().filter(JavaClass::isTopLevelClass).toList();

        long hidden = types.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(100 * hidden / types.size()).isGreaterThanOrEqualTo(40);
    }

    private static ArchCondition<JavaMethod> notMention(Class<? extends Annotation> mark) {
        return new ArchCondition<>("not take or return @" + mark.getSimpleName()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean mentioned =
                        method.getAllInvolvedRawTypes().stream().anyMatch(type -> type.isAnnotatedWith(mark));
                events.add(new SimpleConditionEvent(method, !mentioned, method.getFullName()));
            }
        };
    }
}
