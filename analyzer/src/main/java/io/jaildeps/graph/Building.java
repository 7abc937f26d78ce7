package io.jaildeps.graph;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.List;

/** One graph in the making: what each finding and each demand adds to it, and what that needs in turn. */
final class Building {
    static final String ONLY_LOOKED_AT = "only-looked-at";
    static final String STATE = "state";
    static final String UNANSWERED_SOCKET = "optional-socket";

    private static final JailPath LOADER_CACHE = JailPath.of("/etc/ld.so.cache");

    private static final List<JailPath> ACCOUNTS = List.of(JailPath.of("/etc/passwd"), JailPath.of("/etc/group"));

    private final Needs needs;
    private final Discovery discovery;
    private final Sysroot tree;
    private final MountTable mounts;
    private final FileNeeds fileNeeds;
    private final Demand demand;
    private final ListedDirectories listed;
    private final MadeDirectories made;
    private final TemporaryPaths temporary;
    private final UseReasons reasons;
    private final KernelPaths kernel;

    Building(
            Sysroot tree,
            MountTable mounts,
            FileNeeds fileNeeds,
            Demand demand,
            ListedDirectories listed,
            MadeDirectories made,
            TemporaryPaths temporary,
            UseReasons reasons) {
        this.needs = new Needs(fileNeeds);
        this.discovery = needs.discovery();
        this.tree = tree;
        this.mounts = mounts;
        this.fileNeeds = fileNeeds;
        this.demand = demand;
        this.listed = listed;
        this.made = made;
        this.temporary = temporary;
        this.reasons = reasons;
        this.kernel = new KernelPaths(needs, tree, mounts, demand, reasons);
    }

    Discovery discovery() {
        return discovery;
    }

    /** What is needed whatever the run did. */
    void start() throws IOException {
        if (tree.locate(demand.program()) instanceof Location.Present place) {
            needs.add(place, Need.CONTENT, Reason.alone("the target"), Role.PROGRAM);
        }
        if (!demand.cwd().isRoot() && tree.locate(demand.cwd()) instanceof Location.Present place) {
            needs.add(place, Need.EXISTENCE, Reason.alone("the target's working directory"), Role.DATA);
        }
        for (JailPath file : demand.asUser() ? ACCOUNTS : List.<JailPath>of()) {
            if (tree.locate(file) instanceof Location.Present place) {
                needs.add(place, Need.CONTENT, Reason.alone("names the target's user"), Role.DATA);
            }
        }
        for (Demand.ExpectedDirectory directory : demand.directories()) {
            if (tree.locate(directory.path()) instanceof Location.Present place) {
                discovery.expects(place.realPath());
                needs.add(
                        place,
                        Need.EXISTENCE,
                        Reason.alone(directory.why() + " (profile " + directory.by() + ")"),
                        Role.DATA);
            }
        }
    }

    /** Of a socket the directory, so that it can be mounted or made there. */
    void want(GraphBuilder.Wanted wanted) throws IOException {
        Location place = tree.locate(wanted.path());
        if (place instanceof Location.Present present && present.kind() != Inode.Kind.SOCKET) {
            needs.add(present, Need.CONTENT, Reason.alone(wanted.reason()), Role.OPENED);
        } else if (tree.locate(wanted.path().parent()) instanceof Location.Present directory) {
            needs.add(directory, Need.EXISTENCE, Reason.alone(wanted.reason()), Role.DATA);
        }
    }

    void take(Finding finding) throws IOException {
        if (finding instanceof Finding.Needed needed) {
            needed(needed);
        } else if (finding instanceof Finding.Writes writes) {
            if (made.contains(writes.directory().realPath())) {
                discovery.leaveOut(STATE, writes.directory().path());
                return;
            }
            discovery.writes(writes.directory().realPath());
            for (Reason reason : reasons.written(writes.use())) {
                needs.add(writes.directory(), Need.EXISTENCE, reason, Role.DATA);
            }
        } else if (finding instanceof Finding.InMount inMount) {
            kernel.take(inMount);
        } else if (finding instanceof Finding.Talks talks) {
            talks(talks);
        } else if (finding instanceof Finding.Absent absent) {
            discovery.absent(absent.use());
        } else if (finding instanceof Finding.Made made) {
            discovery.leaveOut(STATE, made.use().asked().lexical());
        }
    }

    /** The kernel enters what {@code ..} leaves again: of {@code d/link/../f} also the directory where the link leads. */
    private void entered(PathUse use) throws IOException {
        String path = use.asked().bytes();
        for (int at = path.indexOf("/.."); at >= 0; at = path.indexOf("/..", at + 1)) {
            boolean isStep = at > 0 && (at + 3 == path.length() || path.charAt(at + 3) == '/');
            if (isStep
                    && tree.locate(use.asked().root(), path.substring(0, at), true)
                            instanceof Location.Present directory
                    && !made.contains(directory.realPath())
                    && mounts.on(directory).isEmpty()) {
                needs.add(
                        directory,
                        Need.EXISTENCE,
                        Reason.of("path of", use.asked().lexical()),
                        Role.DATA);
            }
        }
    }

    private void needed(Finding.Needed needed) throws IOException {
        Location.Present place = needed.place();
        PathUse use = needed.use();
        switch (comesAndGoes(needed) ? Finding.Strength.STATE : needed.strength()) {
            case CERTAIN -> {
                Role role = use.did(AccessKind.EXECUTE) ? Role.PROGRAM : Role.OPENED;
                for (Reason reason : reasons.of(use)) {
                    needs.add(place, needed.need(), reason, role);
                }
                entered(use);
                if (place.realPath().equals(LOADER_CACHE) && readWithoutLoader(use)) {
                    discovery.needLoaderCache();
                }
                if (demand.has(Step.LISTED) && listed.contains(place.realPath())) {
                    wholeList(place);
                }
            }
            case STATE -> optional(needed, demand.has(Step.STATE), Step.STATE, STATE);
            case LOOKED_AT -> {
                boolean inListed = demand.has(Step.LOOKED_AT_IN_LISTED) && listed.showed(place.realPath(), demand);
                Step step = inListed ? Step.LOOKED_AT_IN_LISTED : Step.LOOKED_AT;
                optional(needed, inListed || demand.has(Step.LOOKED_AT), step, ONLY_LOOKED_AT);
            }
        }
    }

    /** A program that has no loader read its cache itself, as ldconfig(8) does. */
    private boolean readWithoutLoader(PathUse use) throws IOException {
        for (String program : use.programs(AccessKind.READ)) {
            if (program.startsWith("/") && fileNeeds.isStatic(JailPath.ofBytes(program))) {
                return true;
            }
        }
        return false;
    }

    /** A file that the run found by listing a temporary directory, like the files of other java processes. */
    private boolean comesAndGoes(Finding.Needed needed) throws IOException {
        JailPath path = needed.place().realPath();
        return needed.place().kind() == Inode.Kind.FILE
                && listed.contains(path.parent())
                && temporary.has(path)
                && !demand.named().cover(path)
                && !demand.named().name(path);
    }

    private void optional(Finding.Needed needed, boolean wanted, Step step, String rule) throws IOException {
        boolean failed = needed.use().done().isEmpty();
        if (!wanted
                && demand.has(Step.NAMED)
                && demand.named().cover(needed.use().asked().lexical())) {
            for (Reason reason : reasons.of(needed.use())) {
                String why = Step.NAMED.words() + ", and the output lacks it otherwise";
                needs.add(needed.place(), Need.EXISTENCE, new Reason(reason.phrase(), reason.from(), why), Role.DATA);
            }
        } else if (wanted && !temporary.has(needed.place().realPath())) {
            for (Reason reason : reasons.of(needed.use())) {
                needs.add(needed.place(), failed ? needed.need() : Need.CONTENT, explained(reason, step), Role.OPENED);
            }
        } else if (failed) {
            discovery.absent(needed.use());
        } else {
            discovery.leaveOut(rule, needed.place().path());
        }
    }

    private void wholeList(Location.Present directory) throws IOException {
        for (String name : tree.list(directory.realPath())) {
            JailPath path = directory.realPath().resolve(name);
            Location there = tree.locate(JailPath.ROOT, path.bytes(), true);
            if (there instanceof Location.Absent) {
                there = tree.locate(JailPath.ROOT, path.bytes(), false); // a link that leads nowhere is in the list too
            }
            if (there instanceof Location.Present place
                    && mounts.of(place.realPath()).isEmpty()
                    && !temporary.has(place.realPath())) {
                Reason reason = Reason.of("listed in", directory.realPath());
                needs.add(place, Need.CONTENT, explained(reason, Step.LISTED), Role.DATA);
            }
        }
    }

    void takeMissing(FileAccess access) throws IOException {
        Location place = tree.locate(
                access.place().asked().root(),
                access.place().asked().bytes(),
                access.place().follows());
        if (place instanceof Location.Present present
                && present.kind() != Inode.Kind.SOCKET
                && mounts.on(place).isEmpty()) {
            // that a path was opened is a reason whichever pass saw it: on another day it is the host's
            Reason reason = UseReasons.of(access, access.kind() == AccessKind.LOOK ? "missing in the jail" : "");
            needs.add(present, Need.CONTENT, reason, access.kind() == AccessKind.EXECUTE ? Role.PROGRAM : Role.OPENED);
        }
    }

    void takeDefiner(Demand.Definer definer) throws IOException {
        if (tree.locate(definer.library()) instanceof Location.Present place) {
            String phrase = "defines " + definer.symbol() + " for";
            Reason reason = definer.lacking().isPresent()
                    ? new Reason(phrase, definer.lacking(), "which lacks it in the jail")
                    : Reason.alone("defines " + definer.symbol() + ", which the jailed run lacked");
            needs.add(place, Need.CONTENT, reason, Role.OPENED);
        }
    }

    private void talks(Finding.Talks talks) {
        if (talks.answered()) {
            reasons.of(talks.use()).forEach(reason -> discovery.socket(talks.path(), reason.toString()));
        } else {
            discovery.leaveOut(UNANSWERED_SOCKET, talks.path());
        }
    }

    /** What depends on all that is needed. */
    void addLast() throws IOException {
        kernel.addMountsOfDevices();
        OtherNames.addTo(discovery.graph(), tree);
    }

    private Reason explained(Reason reason, Step step) {
        String need = demand.has(Step.NAMED) ? "is another" : "fails";
        return new Reason(reason.phrase(), reason.from(), step.words() + ", and the run " + need + " without it");
    }
}
