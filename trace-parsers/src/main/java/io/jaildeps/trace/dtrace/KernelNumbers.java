package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.ErrorNames;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceSystem;

/** What a kernel below DTrace calls its errors, and how it writes AT_FDCWD. */
final class KernelNumbers {
    private static final int MACOS_AT_FDCWD = -2;
    private static final int SOLARIS_AT_FDCWD = 0xffd19553;
    private static final int BSD_AT_FDCWD = -100;

    private final ErrorNames errors;
    private final int workingDirectory;

    KernelNumbers(TraceSystem system) {
        // the errors of macOS are those of other BSDs up to 34, and nearly so up to 79
        errors = ErrorNames.of(system == TraceSystem.ILLUMOS ? system : TraceSystem.MACOS);
        workingDirectory = switch (system) {
            case MACOS -> MACOS_AT_FDCWD;
            case ILLUMOS -> SOLARIS_AT_FDCWD;
            default -> BSD_AT_FDCWD;
        };
    }

    Outcome.Failed failure(int number) {
        return errors.failure(number);
    }

    boolean isWorkingDirectory(int descriptor) {
        return descriptor == workingDirectory;
    }
}
