package io.jaildeps.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rules for the packages below {@code root}. Packages that do not exist yet break none of them. */
record Rules(String root) {
    List<Rule> all() {
        return Stream.of(modules(), stages(), libraries(), surroundings(), forms())
                .flatMap(List::stream)
                .toList();
    }

    private List<Rule> modules() {
        return List.of(
                new Rule(
                        classes()
                                .that()
                                .resideInAnyPackage(in("path", "trace"))
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(with(in("path", "trace"), "java..", "org.jspecify.."))
                                .because("trace-parsers is syntax: it uses the JDK only, so that others can embed it"),
                        "trace.NeedsJackson"),
                new Rule(
                        classes()
                                .that()
                                .resideInAnyPackage(in("reports"))
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        with(in("reports"), "java..", "org.jspecify..", "com.fasterxml.jackson.."))
                                .because("what is published must not change because the analyzer or a parser does"),
                        "reports.KnowsAStage"));
    }

    private List<Rule> stages() {
        return List.of(
                new Rule(
                        Stages.order(root)
                                .because(
                                        "a stage takes the record of an earlier one; a new package is put into Stages"),
                        "access.KnowsALaterStage"),
                new Rule(
                        slices().matching(root + ".(*)..")
                                .should()
                                .beFreeOfCycles()
                                .because("packages that need each other are one package with two names"),
                        "graph.NeedsJail"),
                new Rule(
                        slices().matching(root + ".trace.(*)..")
                                .should()
                                .notDependOnEachOther()
                                .ignoreDependency(resideInAPackage(root + ".trace.any.."), alwaysTrue())
                                .because("a dialect must not break when another one changes; any knows them all"),
                        "trace.strace.KnowsAnotherDialect"));
    }

    private List<Rule> libraries() {
        return List.of(
                new Rule(
                        only("org.jgrapht..", "graph").because("it can be replaced when one package knows it"),
                        "access.NeedsJGraphT"),
                new Rule(
                        only(
                                        "com.fasterxml.jackson..",
                                        "json",
                                        "manifest",
                                        "reports",
                                        "profile",
                                        "suggest",
                                        "elf",
                                        "audit")
                                .because("JSON is the business of the packages that have a JSON form;"
                                        + " elf reads the JSON in .note.dlopen"),
                        "jail.NeedsJackson"),
                new Rule(
                        only("picocli..", "cli").because("the command line is one of several callers"),
                        "build.NeedsPicocli"),
                new Rule(
                        only("org.apache.commons.exec..", "tracer")
                                .because("one place knows how a process is watched and ended"),
                        "jail.NeedsCommonsExec"),
                new Rule(
                        only("org.tukaani.xz..", "cli")
                                .because("what is read is plain to everybody behind the one who opened it"),
                        "jail.NeedsXz"),
                new Rule(
                        only("java.util.logging..").because("what a user must know is a result; the rest goes nowhere"),
                        "jail.Logs"));
    }

    private List<Rule> surroundings() {
        return List.of(
                new Rule(
                        onlyIn(Surroundings.STREAMS_AND_EXIT, "cli")
                                .because("a library that prints or exits can not be embedded or tested"),
                        "jail.Prints"),
                new Rule(
                        onlyIn(Surroundings.ENVIRONMENT, "cli")
                                .because("two people must get the same manifest, whatever their shells hold"),
                        "jail.ReadsTheEnvironment"),
                new Rule(
                        onlyIn(Surroundings.CLOCK, "cli")
                                .because("output must not depend on the time; who needs a clock is handed one"),
                        "jail.ReadsTheClock"),
                new Rule(
                        onlyIn(Surroundings.PROCESSES_AND_SLEEP, "host", "tracer", "verdict", "jail", "run")
                                .because("what starts or waits for a process must also end it, in few places"),
                        "access.StartsAProcess"));
    }

    private List<Rule> forms() {
        String[] kinds = Stream.of("util", "utils", "common", "helper", "helpers", "impl", "manager", "managers")
                .map(kind -> root + ".." + kind + "..")
                .toArray(String[]::new);
        return List.of(
                new Rule(
                        noClasses()
                                .should()
                                .resideInAnyPackage(kinds)
                                .because("packages are stages; what two packages need is a concept and has a name"),
                        "util.Misplaced"),
                new Rule(
                        classes()
                                .should(new BeInANullMarkedPackage())
                                .because(
                                        "package-info.java tells purpose, input and output, and NullAway checks there"),
                        "util.Misplaced"));
    }

    /** Only these packages may use the library. */
    private ArchRule only(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in(packages))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private ArchRule onlyIn(Surroundings surroundings, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in(packages))
                .should()
                .accessTargetWhere(surroundings.predicate())
                .allowEmptyShould(true);
    }

    private String[] in(String... packages) {
        return Arrays.stream(packages).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static String[] with(String[] some, String... others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(String[]::new);
    }
}
