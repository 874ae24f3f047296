package org.jixiao.reporting;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.jixiao.platform.outbox.OutboxMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules that make the layout hold. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.jixiao.reporting");

    static final List<ArchRule> RULES = List.of(
            noClasses()
                    .that(not(resideInAPackage("..intake..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.jixiao.reporting.intake.."),
            noClasses()
                    .that()
                    .resideInAnyPackage("..reporting.intake..", "..reporting.projection..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..goaltable..", "..rollup..", "..web..", "..answer..", "..difference.."),
            noClasses()
                    .that()
                    .resideInAPackage("org.jixiao.reporting.projection..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.ws.rs..", "org.apache.kafka.."),
            noClasses()
                    .that()
                    .resideInAPackage("org.jixiao.reporting.difference..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "jakarta.ws.rs..", "..goaltable.."),
            slices().matching("org.jixiao.reporting.(*)..").should().beFreeOfCycles(),
            noClasses().should().dependOnClassesThat().areAssignableTo(Producer.class),
            noClasses().should().dependOnClassesThat().areAssignableTo(OutboxMessage.class),
            noMethods()
                    .should()
                    .haveRawReturnType(double.class)
                    .orShould()
                    .haveRawReturnType(float.class)
                    .orShould()
                    .haveRawReturnType(Double.class)
                    .orShould()
                    .haveRawReturnType(Float.class)
                    .orShould()
                    .haveRawParameterTypes(double.class)
                    .orShould()
                    .haveRawParameterTypes(float.class),
            fields().should()
                    .notHaveRawType(double.class)
                    .andShould()
                    .notHaveRawType(float.class)
                    .andShould()
                    .notHaveRawType(Double.class)
                    .andShould()
                    .notHaveRawType(Float.class),
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC"),
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(ReportingService.class.getName())
                    .should()
                    .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Service)"),
            fields().should().notBeAnnotatedWith(Inject.class),
            methods().that().areAnnotatedWith(GET.class).should().bePublic(),
            classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate());

    @ParameterizedTest
    @FieldSource("RULES")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }
}
