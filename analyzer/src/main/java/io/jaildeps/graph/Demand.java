package io.jaildeps.graph;

import io.jaildeps.access.FileAccess;
import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a graph besides what the host pass used.
 *
 * @param program the target's absolute path
 * @param cwd the directory that it starts in
 * @param asUser it is started as a user other than root: chroot(1) looks that user up in the jail
 * @param steps what was added because the jail did not work
 * @param missing accesses of jail passes that failed there, though the host has the path
 * @param directories directories that the target's profile expects
 * @param named the paths that arguments name
 * @param definers libraries for symbols that a jailed run lacked
 */
public record Demand(
        JailPath program,
        JailPath cwd,
        boolean asUser,
        Set<Step> steps,
        List<FileAccess> missing,
        List<ExpectedDirectory> directories,
        NamedPaths named,
        List<Definer> definers) {

    /** A directory that a profile says the service manager makes. @param by the profile's name */
    public record ExpectedDirectory(JailPath path, String by, String why) {}

    /**
     * A library that defines a symbol.
     *
     * @param symbol for people
     * @param lacking the file that needs the symbol; empty if the loader did not say
     */
    public record Definer(JailPath library, String symbol, Optional<JailPath> lacking) {}

    public Demand {
        steps = steps.isEmpty() ? Set.of() : Set.copyOf(steps);
        missing = List.copyOf(missing);
        directories = List.copyOf(directories);
        definers = List.copyOf(definers);
    }

    /** One without definers. */
    public Demand(
            JailPath program,
            JailPath cwd,
            boolean asUser,
            Set<Step> steps,
            List<FileAccess> missing,
            List<ExpectedDirectory> directories,
            NamedPaths named) {
        this(program, cwd, asUser, steps, missing, directories, named, List.of());
    }

    /** By hand, and of a part: a record's own is made anew at each start of the JVM, and demands differ in these. */
    @Override
    public int hashCode() {
        return 31 * (31 * steps.hashCode() + missing.size()) + definers.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Demand that
                && program.equals(that.program)
                && cwd.equals(that.cwd)
                && asUser == that.asUser
                && steps.equals(that.steps)
                && missing.equals(that.missing)
                && directories.equals(that.directories)
                && named.equals(that.named)
                && definers.equals(that.definers);
    }

    /** True if password hashes were added before anything else: most programs that read /etc/shadow want one. */
    public boolean isGuess() {
        return steps.equals(Set.of(Step.PASSWORDS));
    }

    public boolean has(Step step) {
        return steps.contains(step);
    }

    public Demand with(Step step) {
        Set<Step> more = EnumSet.of(step);
        more.addAll(steps);
        return new Demand(program, cwd, asUser, more, missing, directories, named, definers);
    }

    public Demand withSteps(Set<Step> only) {
        return new Demand(program, cwd, asUser, only, missing, directories, named, definers);
    }

    public Demand withMissing(List<FileAccess> found) {
        List<FileAccess> more = new ArrayList<>(missing);
        more.addAll(found);
        return new Demand(program, cwd, asUser, steps, more, directories, named, definers);
    }

    /** The same with these besides. */
    public Demand withDefiners(List<Definer> found) {
        List<Definer> more = new ArrayList<>(definers);
        found.stream().filter(definer -> !definers.contains(definer)).forEach(more::add);
        return new Demand(program, cwd, asUser, steps, missing, directories, named, more);
    }

    public Demand withoutDefiners() {
        return new Demand(program, cwd, asUser, steps, missing, directories, named);
    }
}
