package io.jaildeps.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;

/** What surrounds a program: members of the JDK that reach out of it. Method references count as calls do. */
record Surroundings(Set<String> members) {
    static final Surroundings STREAMS_AND_EXIT = new Surroundings(Set.of(
            "System.out",
            "System.err",
            "System.in",
            "System.exit",
            "System.console",
            "Runtime.exit",
            "Runtime.halt",
            "Throwable.printStackTrace",
            "Exception.printStackTrace",
            "IOException.printStackTrace",
            "RuntimeException.printStackTrace"));

    static final Surroundings ENVIRONMENT = new Surroundings(Set.of("System.getenv"));

    static final Surroundings CLOCK = new Surroundings(Set.of(
            "System.currentTimeMillis",
            "System.nanoTime",
            "Instant.now",
            "LocalDate.now",
            "LocalTime.now",
            "LocalDateTime.now",
            "OffsetDateTime.now",
            "ZonedDateTime.now",
            "Year.now",
            "Clock.systemUTC",
            "Clock.systemDefaultZone",
            "Clock.system",
            "Date.<init>",
            "Calendar.getInstance"));

    static final Surroundings PROCESSES_AND_SLEEP = new Surroundings(Set.of(
            "Thread.sleep",
            "TimeUnit.sleep",
            "Runtime.exec",
            "ProcessBuilder.<init>",
            "ProcessBuilder.start",
            "ProcessHandle.of",
            "ProcessHandle.allProcesses"));

    DescribedPredicate<JavaAccess<?>> predicate() {
        return DescribedPredicate.describe(
                "target is one of "
                        + String.join(", ", members.stream().sorted().toList()),
                access -> isMember(access.getTarget()));
    }

    /** {@code Instant.now(Clock)} reads the clock that it is handed, so it does not count. */
    private boolean isMember(AccessTarget target) {
        boolean handedAClock = target instanceof AccessTarget.CodeUnitAccessTarget called
                && called.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getName().equals("java.time.Clock"));
        return target.getOwner().getName().startsWith("java.")
                && members.contains(target.getOwner().getSimpleName() + "." + target.getName())
                && !handedAClock;
    }
}
