package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that a run did with one path: per kind the first success and per error the first failure. */
public final class PathUse {
    private final AskedPath asked;
    private final JailPath lexical;
    private final String stem;
    private int outsideAt;
    private final EnumMap<AccessKind, FileAccess> done = new EnumMap<>(AccessKind.class);
    /** The programs that did so besides the first. */
    private final EnumMap<AccessKind, Set<String>> others = new EnumMap<>(AccessKind.class);

    private final Map<String, FileAccess> failed = new TreeMap<>();
    private boolean made;
    private boolean replaced;
    private boolean begunAnew;
    /** What the call makes that came before any other use; NEVER if the run began with one that makes nothing. */
    private Creation begun = Creation.NEVER;

    private @Nullable FileAccess foundMade;
    private boolean follows;
    private boolean walkedPast;
    private boolean hitAfterWalk;

    PathUse(AskedPath asked) {
        this.asked = asked;
        this.lexical = asked.lexical();
        this.stem = SearchWalks.stem(lexical.name());
    }

    void add(FileAccess access) {
        if (access.succeeded()) {
            if (access.creation().mayMake() && !wasUsed()) {
                begun = access.creation();
            }
            begunAnew |= access.creation().beginsAnew();
            succeeded(access.kind(), access);
            follows |= access.place().follows();
        } else {
            boolean first = done.isEmpty() && failed.isEmpty();
            if (first && access.creation() == Creation.ALWAYS && access.errno().equals("EEXIST")) {
                foundMade = access;
            }
            failed.putIfAbsent(access.errno(), access);
        }
    }

    private void succeeded(AccessKind kind, FileAccess access) {
        String program = access.actor().program();
        FileAccess first = done.get(kind);
        if (first == null) {
            done.put(kind, access);
        } else if (!first.actor().program().equals(program)) {
            others.computeIfAbsent(kind, of -> new HashSet<>(4)).add(program);
        }
    }

    /** {@link AskedPath#lexical} of what was asked for. */
    JailPath lexical() {
        return lexical;
    }

    /** True if it is in the same directory. */
    boolean isBeside(PathUse other) {
        String path = lexical.bytes();
        int slash = path.lastIndexOf('/');
        String others = other.lexical.bytes();
        return slash == others.lastIndexOf('/') && path.regionMatches(0, others, 0, slash);
    }

    /** The name without what search walks vary. */
    String stem() {
        return stem;
    }

    /** True if it was found to be below nothing that the target made, when that had been so many things. */
    boolean isOutsideAt(int makings) {
        return outsideAt == makings;
    }

    void markOutsideAt(int makings) {
        outsideAt = makings;
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
        SortedSet<String> programs = new TreeSet<>(others.getOrDefault(kind, Set.of()));
        FileAccess first = done.get(kind);
        if (first != null) {
            programs.add(first.actor().program());
        }
        return programs;
    }

    /** The first failed access of each error. */
    public Map<String, FileAccess> failed() {
        return Collections.unmodifiableMap(failed);
    }

    /** True if more was done with it than to look at it. */
    boolean wasUsed() {
        return done.size() > (done.containsKey(AccessKind.LOOK) ? 1 : 0);
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

    /** True if what is there at the end, if anything, is all of the run's making: nothing that was there before is in it. */
    public boolean isAllOfRun() {
        return made || begunAnew;
    }

    /** True if the run began with a call that makes what is absent. */
    public boolean mayBeginAbsent() {
        return made || begun.mayMake();
    }

    /** True if it began with one that leaves nothing of what was there: whatever is read then is the run's own. */
    public boolean isOwnContent() {
        return made || begun.beginsAnew();
    }

    /** True if the run used what was there and then put something else in its place. */
    public boolean isRewritten() {
        return !isOwnContent() && (replaced || begunAnew && did(AccessKind.READ));
    }

    /** The target's first access if that set out to make the path and found it there, left perhaps by an earlier run. */
    public Optional<FileAccess> foundMade() {
        return Optional.ofNullable(foundMade);
    }

    /** True if some successful access followed a link in the last component. */
    public boolean follows() {
        return follows;
    }

    /** True if it failed, and for another reason than that nothing is there. */
    public boolean failedThough() {
        return failed.keySet().stream().anyMatch(errno -> !errno.equals("ENOENT") && !errno.equals("?"));
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
