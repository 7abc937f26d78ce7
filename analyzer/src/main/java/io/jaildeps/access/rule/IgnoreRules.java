package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;
import java.util.List;
import java.util.Optional;

/** The rules in the order in which they are asked: the more a rule knows, the earlier. */
public final class IgnoreRules {
    private static final List<IgnoreRule> ALL = List.of(
            new OptionalDaemonSocket(),
            new NoTerminal(),
            new LoaderPreload(),
            new LoaderCache(),
            new LoaderSettings(),
            new LoaderHints(),
            new HwcapsDirectory(),
            new PlatformLibrary(),
            new MallocSettings(),
            new NameServiceCache(),
            new DtraceHelper(),
            new VendorFiles(),
            new EmulationRoot(),
            new LibrarySearch(),
            new PathSearch(),
            new LocaleSearch(),
            new GconvSearch(),
            new ImportSearch(),
            new SearchWalk(),
            new EndNotRecorded(),
            new NotPermitted(),
            new AbsentOnHost(),
            new FailsOnHost());

    private IgnoreRules() {}

    public static List<IgnoreRule> all() {
        return ALL;
    }

    /** True for the rules that know a failure by its error alone: of a run elsewhere than on the host they say nothing. */
    public static boolean isGeneral(IgnoreRule rule) {
        return rule instanceof EndNotRecorded
                || rule instanceof NotPermitted
                || rule instanceof AbsentOnHost
                || rule instanceof FailsOnHost;
    }

    /** The first rule that explains the use; nothing if the path was used with success. */
    public static Optional<IgnoreRule> explaining(PathUse use) {
        return use.done().isEmpty()
                ? ALL.stream().filter(rule -> rule.explains(use)).findFirst()
                : Optional.empty();
    }
}
