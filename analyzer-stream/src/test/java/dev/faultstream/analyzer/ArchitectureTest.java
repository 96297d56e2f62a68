package dev.faultstream.analyzer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.faultstream.analyzer");

    @Test
    void shouldKeepKafkaInTheTopology() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..analyzer.topology..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "org.rocksdb..", "dev.faultstream.streams..", "dev.faultstream.service..")
                .check(CLASSES);
    }

    @Test
    void shouldLetRulesKnowOnlyTheView() {
        noClasses()
                .that()
                .resideInAPackage("..analyzer.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..analyzer.engine..", "..analyzer.lifecycle..", "..analyzer.topology..", "..schemas.serde..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheEngineFreeOfRulesAndLifecycle() {
        noClasses()
                .that()
                .resideInAnyPackage("..analyzer.engine..", "..analyzer.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..analyzer.rules..", "..analyzer.lifecycle..", "..analyzer.topology..")
                .check(CLASSES);
    }

    @Test
    void shouldTakeTimeFromRecordsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..analyzer.topology..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void shouldNeitherSleepNorExit() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void shouldDefineEveryRule() {
        classes()
                .that()
                .implement(Rule.class)
                .and()
                // What wraps a rule elsewhere, to time it for example, is none itself.
                .resideInAPackage("..analyzer.rules..")
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
                .should()
                .beAnnotatedWith(RuleDefinition.class)
                .check(CLASSES);
    }
}
