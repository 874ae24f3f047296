package org.jixiao.budget;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** The borders inside the service. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.jixiao.budget");

    @Test
    void featuresDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("intake")
                .definedBy("..budget.intake..")
                .layer("closing")
                .definedBy("..budget.closing..")
                .layer("project")
                .definedBy("..budget.project..")
                .layer("department")
                .definedBy("..budget.department..")
                .layer("region")
                .definedBy("..budget.region..")
                .layer("rule")
                .definedBy("..budget.rule..")
                .layer("api")
                .definedBy("..budget.api..")
                .whereLayer("intake")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("closing")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("project")
                .mayOnlyBeAccessedByLayers("intake")
                .whereLayer("department")
                .mayOnlyBeAccessedByLayers("intake", "project")
                .whereLayer("region")
                .mayOnlyBeAccessedByLayers("department")
                .whereLayer("rule")
                .mayOnlyBeAccessedByLayers("intake", "project", "department")
                .check(SERVICE);
    }

    @Test
    void onlyTheOutboxOwnsAProducer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Producer.class)
                .check(SERVICE);
    }

    @Test
    void nothingIsFloating() {
        noFields()
                .should()
                .haveRawType(double.class)
                .orShould()
                .haveRawType(float.class)
                .check(SERVICE);
        noFields()
                .should()
                .haveRawType(Double.class)
                .orShould()
                .haveRawType(Float.class)
                .check(SERVICE);
        noMethods()
                .should()
                .haveRawReturnType(double.class)
                .orShould()
                .haveRawReturnType(float.class)
                .check(SERVICE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Double")
                .check(SERVICE);
    }

    @Test
    void timeComesFromAClock() {
        noClasses().should().callMethod(Instant.class, "now").check(SERVICE);
        noClasses().should().callMethod(LocalDate.class, "now").check(SERVICE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(SERVICE);
        noClasses().should().callMethod(Clock.class, "systemUTC").check(SERVICE);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .that()
                .doNotHaveSimpleName("BudgetService")
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Service)")
                .check(SERVICE);
    }

    @Test
    void entitiesStayBehindTheirFeature() {
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
                .should(notMention(Entity.class))
                .check(SERVICE);
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

    @Test
    void endpointsArePublicMethodsOfHiddenClasses() {
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
                .should()
                .bePublic()
                .check(SERVICE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Inject.class).check(SERVICE);
    }

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that()
                .haveSimpleName("Project")
                .or()
                .haveSimpleName("ProjectContent")
                .or()
                .haveSimpleName("Amounts")
                .or()
                .haveSimpleName("Decision")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "java.sql..")
                .check(SERVICE);
    }
}
