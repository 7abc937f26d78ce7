package io.jaildeps.manifest;

import io.jaildeps.graph.DependencyGraph;
import io.jaildeps.graph.Discovery;
import io.jaildeps.graph.Need;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a manifest out of a graph: what each path is, and with which owner and mode, is asked of the tree. */
public final class ManifestMaker {
    private static final Map<String, Boolean> ACCOUNT_FILES = Map.of(
            "/etc/passwd",
            true,
            "/etc/shadow",
            true,
            "/etc/master.passwd",
            true,
            "/etc/group",
            false,
            "/etc/gshadow",
            false);
    private static final JailPath SHADOW = JailPath.of("/etc/shadow");
    private static final JailPath LOADER_CACHE = JailPath.of("/etc/ld.so.cache");

    private final Sysroot tree;
    private final Accounts accounts;
    private final boolean asOnHost;

    /** @param asOnHost owners and modes stay those of the tree; otherwise they are the least that the run needs */
    public ManifestMaker(Sysroot tree, Accounts accounts, boolean asOnHost) {
        this.tree = tree;
        this.accounts = accounts;
        this.asOnHost = asOnHost;
    }

    /** With the least rights. */
    public ManifestMaker(Sysroot tree, Accounts accounts) {
        this(tree, accounts, false);
    }

    /** The parts of a manifest that no graph tells. */
    public record Frame(
            Manifest.Target target,
            Manifest.Platform platform,
            List<Manifest.Ignored> ignored,
            List<Manifest.Suggestion> suggestions) {
        public Frame {
            ignored = List.copyOf(ignored);
            suggestions = List.copyOf(suggestions);
        }
    }

    /**
     * Makes the manifest.
     *
     * @param users who is kept in the account files; owners of the entries are added
     */
    public Manifest make(Discovery discovery, UserNeeds users, Frame frame) throws IOException {
        Map<JailPath, Entry> entries = new TreeMap<>();
        DependencyGraph graph = discovery.graph();
        Deciding deciding = new Deciding(
                new LeastRights(tree, accounts, discovery), frame.target().user());
        for (Map.Entry<JailPath, Need> needed : graph.needs().entrySet()) {
            JailPath path = needed.getKey();
            Optional<Inode> inode = path.isRoot() ? Optional.empty() : tree.inode(path);
            if (inode.isPresent() && !path.equals(LOADER_CACHE)) {
                entry(path, inode.get(), needed.getValue(), deciding.on(path, inode.get(), graph.why(path)))
                        .ifPresent(entry -> entries.put(path, entry));
            }
        }
        if (discovery.loaderCacheNeeded()) {
            entries.put(LOADER_CACHE, loaderCache(graph));
        }
        addParents(entries, deciding);
        for (Entry entry : entries.values()) {
            if (entry instanceof Entry.Owned owned) {
                users.owns(owned.owner());
            }
        }
        List<String> withPasswords = users.withPasswords();
        entries.replaceAll(
                (path, entry) -> tree.isHere() ? reduced(entry, users, withPasswords) : new Entry.Unverified(entry));
        return new Manifest(
                frame.target(),
                frame.platform(),
                new ArrayList<>(entries.values()),
                mounts(discovery),
                sockets(discovery),
                frame.ignored(),
                frame.suggestions());
    }

    /** Rights of an entry, and the reasons that it keeps. */
    private record Decision(Rights rights, List<String> why) {}

    /** How rights are found. @param user the target's */
    private final class Deciding {
        private final LeastRights least;
        private final String user;

        Deciding(LeastRights least, String user) {
            this.least = least;
            this.user = user;
        }

        Decision on(JailPath path, Inode inode, List<String> why) throws IOException {
            if (!tree.isHere()) {
                return new Decision(new Rights(new Mode(inode.mode()), Owner.ROOT), TellingReason.shortened(why));
            }
            Rights rights = least.of(path, inode, why);
            if (inode.is(Inode.Kind.FILE) && !Entry.isChanged(why) && Secrets.isSecret(path, inode, tree)) {
                rights = least.ofSecret(rights, user);
            }
            Rights hosts = Rights.ofHost(inode, accounts);
            if (!asOnHost || rights.equals(hosts)) {
                return new Decision(rights, TellingReason.shortened(why));
            }
            List<String> more = new ArrayList<>(TellingReason.shortened(why));
            more.add(Entry.AS_ON_HOST);
            return new Decision(hosts, more);
        }
    }

    private Optional<Entry> entry(JailPath path, Inode inode, Need need, Decision decision) throws IOException {
        Mode mode = decision.rights().mode();
        Owner owner = decision.rights().owner();
        List<String> why = decision.why();
        return switch (inode.kind()) {
            case FILE -> {
                Content content = need == Need.CONTENT ? new Content.Copy() : new Content.Empty();
                boolean secret = need == Need.CONTENT && Secrets.isSecret(path, inode, tree);
                boolean isCode = mode.executes() || path.name().matches(".*\\.so([.].*)?");
                Mode kept = isCode ? mode.writtenByOwnerOnly() : mode;
                yield Optional.of(new Entry.File(path, kept, owner, content, secret, why));
            }
            case DIRECTORY -> Optional.of(new Entry.Directory(path, mode, owner, why));
            case SYMLINK ->
                tree.isHere() ? Optional.of(new Entry.Symlink(path, tree.linkTarget(path), why)) : Optional.empty();
            case CHARACTER_DEVICE, BLOCK_DEVICE -> {
                DeviceNumber number = tree.isHere()
                        ? DeviceNumber.ofRdev(inode.kind() == Inode.Kind.BLOCK_DEVICE, inode.rdev())
                        : DeviceNumber.UNKNOWN;
                yield Optional.of(new Entry.Device(path, number, mode, owner, why));
            }
            case FIFO -> Optional.of(new Entry.Fifo(path, mode, owner, why));
            case SOCKET, OTHER -> Optional.empty();
        };
    }

    private static Entry loaderCache(DependencyGraph graph) {
        List<String> why = new ArrayList<>(TellingReason.shortened(graph.why(LOADER_CACHE)));
        why.add("names libraries outside the loader's default directories");
        return new Entry.File(LOADER_CACHE, Mode.FILE, Owner.ROOT, new Content.LoaderCache(), false, why);
    }

    /** Directories on the way need an entry only if they are not what a jail's directories are anyway. */
    private void addParents(Map<JailPath, Entry> entries, Deciding deciding) throws IOException {
        for (JailPath path : List.copyOf(entries.keySet())) {
            for (JailPath at = path.parent(); !at.isRoot(); at = at.parent()) {
                Optional<Inode> inode = tree.inode(at);
                if (inode.isEmpty() || inode.get().kind() != Inode.Kind.DIRECTORY || entries.containsKey(at)) {
                    continue;
                }
                Decision decision = deciding.on(at, inode.get(), List.of("directory of " + path));
                Rights rights = decision.rights();
                if (!rights.mode().equals(Mode.DIRECTORY) || !rights.owner().equals(Owner.ROOT)) {
                    entries.put(at, new Entry.Directory(at, rights.mode(), rights.owner(), decision.why()));
                }
            }
        }
    }

    private static Entry reduced(Entry entry, UserNeeds users, List<String> withPasswords) {
        Boolean isUsers = ACCOUNT_FILES.get(entry.path().bytes());
        if (isUsers == null || !(entry instanceof Entry.File file) || !(file.content() instanceof Content.Copy)) {
            return entry;
        }
        List<String> passwords = entry.path().equals(SHADOW) ? withPasswords : List.of();
        Content content = new Content.Users(isUsers ? users.users() : users.groups(), passwords);
        boolean secret = file.secret() && !passwords.isEmpty();
        return new Entry.File(file.path(), file.mode(), file.owner(), content, secret, file.why());
    }

    private static List<Manifest.Mount> mounts(Discovery discovery) {
        List<Manifest.Mount> mounts = new ArrayList<>();
        discovery
                .mounts()
                .forEach((path, why) -> mounts.add(new Manifest.Mount(
                        path, discovery.mountType(path), TellingReason.shortened(List.copyOf(why)))));
        return mounts;
    }

    private static List<Manifest.SocketNeed> sockets(Discovery discovery) {
        List<Manifest.SocketNeed> sockets = new ArrayList<>();
        discovery
                .sockets()
                .forEach((path, why) -> sockets.add(new Manifest.SocketNeed(
                        path, SocketAdvice.of(path), TellingReason.shortened(List.copyOf(why)))));
        return sockets;
    }
}
