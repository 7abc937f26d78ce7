package io.jaildeps.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String PROJECT = "io.jaildeps";
    private static final String OFFENDING = "io.jaildeps.architecture.offending";

    private static final JavaClasses PROJECT_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PROJECT)
            .that(not(resideInAPackage(PROJECT + ".fixtures..")));

    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(OFFENDING);

    static List<Rule> rules() {
        return new Rules(PROJECT).all();
    }

    static List<Rule> rulesForOffenders() {
        return new Rules(OFFENDING).all();
    }

    @Test
    void the_classes_of_every_module_are_looked_at() {
        for (String name : List.of("path.JailPath", "reports.ManifestReport", "manifest.Manifest", "cli.Main")) {
            assertTrue(PROJECT_CLASSES.contain(PROJECT + "." + name), name);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_project_keeps(Rule rule) {
        rule.rule().allowEmptyShould(true).check(PROJECT_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rulesForOffenders")
    void an_offender_breaks(Rule rule) {
        List<String> failures = rule.rule()
                .allowEmptyShould(true)
                .evaluate(OFFENDERS)
                .getFailureReport()
                .getDetails();
        assertTrue(
                failures.stream().anyMatch(failure -> failure.contains(OFFENDING + "." + rule.offender())),
                () -> rule.offender() + " is not among " + failures);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_says_why(Rule rule) {
        assertTrue(rule.toString().contains(", because "), rule.toString());
    }
}
