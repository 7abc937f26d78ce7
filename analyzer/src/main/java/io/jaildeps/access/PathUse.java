package io.jaildeps.access;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that a run did with one path: per kind the first success and per error the first failure. */
public final class PathUse {
    private final AskedPath asked;
    private final EnumMap<AccessKind, FileAccess> done = new EnumMap<>(AccessKind.class);
    private final EnumMap<AccessKind, SortedSet<String>> programs = new EnumMap<>(AccessKind.class);
    private final Map<String, FileAccess> failed = new TreeMap<>();
    private boolean made;
    private boolean replaced;
    private @Nullable FileAccess foundMade;
    private boolean follows;
    private boolean walkedPast;
    private boolean hitAfterWalk;

    PathUse(AskedPath asked) {
        this.asked = asked;
    }

    void add(FileAccess access) {
        if (access.succeeded()) {
            done.putIfAbsent(access.kind(), access);
            programs.computeIfAbsent(access.kind(), kind -> new TreeSet<>())
                    .add(access.actor().program());
            follows |= access.place().follows();
        } else {
            boolean first = done.isEmpty() && failed.isEmpty();
            if (first && access.creation() == Creation.ALWAYS && access.errno().equals("EEXIST")) {
                foundMade = access;
            }
            failed.putIfAbsent(access.errno(), access);
        }
    }

    /** The target made it: what was done with it afterwards is state. */
    void markMade() {
        made = true;
    }

    /** The target removed it or put another in its place, after it had used it. */
    void markReplaced() {
        replaced = true;
    }

    void markWalkedPast() {
        walkedPast = true;
    }

    void markHitAfterWalk() {
        hitAfterWalk = true;
    }

    public AskedPath asked() {
        return asked;
    }

    /** The first successful access of each kind, in the order of the kinds. */
    public Map<AccessKind, FileAccess> done() {
        return Collections.unmodifiableMap(done);
    }

    /** Every program that did it with success; a program is empty if the trace does not show its execve(2). */
    public SortedSet<String> programs(AccessKind kind) {
        return Collections.unmodifiableSortedSet(programs.getOrDefault(kind, Collections.emptySortedSet()));
    }

    /** The first failed access of each error. */
    public Map<String, FileAccess> failed() {
        return Collections.unmodifiableMap(failed);
    }

    public boolean did(AccessKind kind) {
        return done.containsKey(kind);
    }

    /** The first failure because the path was not there. */
    public Optional<FileAccess> absent() {
        return failed.values().stream().filter(FileAccess::absent).findFirst();
    }

    /** True if the target made the path before it used it in any other way. */
    public boolean made() {
        return made;
    }

    /** True if the target used what was there and then removed or replaced it: state that outlives runs. */
    public boolean replaced() {
        return replaced;
    }

    /** The target's first access if that set out to make the path and found it there, left perhaps by an earlier run. */
    public Optional<FileAccess> foundMade() {
        return Optional.ofNullable(foundMade);
    }

    /** True if some successful access followed a link in the last component. */
    public boolean follows() {
        return follows;
    }

    /** True if it was one of several places searched for a name that was found elsewhere. */
    public boolean walkedPast() {
        return walkedPast;
    }

    /** True if a search over several directories ended here. */
    public boolean hitAfterWalk() {
        return hitAfterWalk;
    }
}
