package io.jaildeps.audit;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.jail.SharedFiles;
import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Secrets;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every check of one audit sees. The trees are looked at anew from time to time, since they remember all they saw. */
final class Scene {
    /** A tree's memory of one path takes some hundred bytes. */
    private static final int LOOKS = 50_000;

    private static final int MOST_MATCHES = 10_000;
    private static final int OTHERS_READ = 04;

    private final AuditRequest request;
    private final Expected expected;
    private final Accounts hostAccounts;
    private final SharedFiles shared;
    private final Findings findings;
    private final SecretScan secretScan;
    private final LoaderEnvironment environment;
    private Sysroot jail;
    private Sysroot host;
    private LibrarySearch libraries;
    private int looks;

    Scene(AuditRequest request) throws IOException {
        this.request = request;
        this.findings = new Findings(request.ignoring());
        this.secretScan = new SecretScan(request.rules().secrets());
        this.jail = new Sysroot(request.jail());
        this.host = new Sysroot(request.host());
        this.environment = request.manifest()
                .map(manifest -> environment(manifest.target()))
                .orElse(LoaderEnvironment.CLEAN);
        this.libraries = new LibrarySearch(jail, environment);
        this.hostAccounts = Accounts.of(host);
        this.shared = SharedFiles.of(request.jail());
        this.expected = Expected.of(request.manifest());
    }

    private static LoaderEnvironment environment(Manifest.Target target) {
        return LoaderEnvironment.CLEAN
                .withLibraryPath(target.environment().getOrDefault("LD_LIBRARY_PATH", ""))
                .withPreload(target.environment().getOrDefault("LD_PRELOAD", ""))
                .withWorkingDirectory(target.cwd());
    }

    AuditRequest request() {
        return request;
    }

    Rules rules() {
        return request.rules();
    }

    Findings findings() {
        return findings;
    }

    /** For several threads. */
    SecretScan secretScan() {
        return secretScan;
    }

    Expected expected() {
        return expected;
    }

    /** Who is who outside: numbers of names in the manifest. */
    Accounts hostAccounts() {
        return hostAccounts;
    }

    /** What the jail has in common with others of ours, and not with the host. */
    SharedFiles shared() {
        return shared;
    }

    Sysroot jail() {
        look();
        return jail;
    }

    Sysroot host() {
        look();
        return host;
    }

    /** What the jail's own loader would find, with the jail as its root. */
    LibrarySearch libraries() {
        look();
        return libraries;
    }

    private void look() {
        looks++;
        if (looks % LOOKS == 0) {
            jail = new Sysroot(request.jail());
            host = new Sysroot(request.host());
            libraries = new LibrarySearch(jail, environment);
        }
    }

    HostPath onHost(JailPath path) {
        return path.in(request.jail());
    }

    /** Whether something stands at a path, links followed inside of the jail. */
    boolean has(String path) throws IOException {
        return jail().locate(path) instanceof Location.Present;
    }

    /** The regular file that the host has at a path, links followed. */
    Optional<Location.Present> hostFile(String path) throws IOException {
        return host().locate(path) instanceof Location.Present there && there.kind() == Inode.Kind.FILE
                ? Optional.of(there)
                : Optional.empty();
    }

    /**
     * Where a path of the jail leads on this machine, links followed inside of the jail; where it would be if nothing is
     * there. A command on it reaches nothing outside, as long as nobody changes the jail.
     */
    HostPath place(JailPath path) throws IOException {
        return jail().locate(path) instanceof Location.Present at ? onHost(at.realPath()) : onHost(path);
    }

    /** The text of a small file of the jail, one char per byte; what else stands in its place is told. */
    String text(String path) throws IOException {
        if (jail().locate(path) instanceof Location.Present at) {
            new FilesInPlace(this).look(JailPath.ofBytes(path), at);
        }
        return text(path, ConfigLines.MAX_BYTES);
    }

    /** @param maxBytes no more is read */
    String text(String path, int maxBytes) throws IOException {
        try {
            return jail().text(path, maxBytes);
        } catch (FileSystemException unreadable) {
            findings.add(Kind.UNREADABLE, JailPath.ofBytes(path), Failures.reason(unreadable), Mend.LET_IT_BE_READ);
            return "";
        }
    }

    /** The text of a small file of the host, one char per byte; empty if it can not be read. */
    Optional<String> hostText(String path) throws IOException {
        try {
            return Optional.of(host().text(path, ConfigLines.MAX_BYTES));
        } catch (FileSystemException unreadable) {
            return Optional.empty();
        }
    }

    /** Which file of the jail could not be read; the one that was asked about if the failure does not say. */
    JailPath cause(IOException failure, JailPath asked) {
        if (failure instanceof FileSystemException about
                && about.getFile() != null
                && about.getFile().startsWith("/")) {
            return request.jail()
                    .relative(HostPath.of(about.getFile()))
                    .map(path -> JailPath.ofBytes("/" + path))
                    .orElse(asked);
        }
        return asked;
    }

    /** True if a loader would take it: a regular file of ELF that is not broken. */
    boolean isLibrary(String path) throws IOException {
        try {
            return jail().locate(path) instanceof Location.Present at
                    && at.kind() == Inode.Kind.FILE
                    && libraries().closure(at.realPath()) instanceof Closure;
        } catch (FileSystemException unreadable) {
            return false; // the walk through the jail tells it
        }
    }

    /** True if the host has the same text there: then what it names and lacks is lacking on the host too. */
    boolean isAsOnHost(String path) throws IOException {
        return hostText(path).filter(text(path)::equals).isPresent();
    }

    /**
     * True if nobody misses what a configuration file names and the jail lacks: the host has the same file and either
     * lacks the thing too, or a manifest that was proved by runs lists the file without the thing.
     */
    boolean isMissedByNobody(String config, Iterable<String> candidates) throws IOException {
        if (!isAsOnHost(config)) {
            return false;
        }
        boolean onHost = false;
        boolean wanted = false;
        for (String candidate : candidates) {
            for (String path : expand(host(), candidate)) {
                if (host().locate(path) instanceof Location.Present there) {
                    onHost = true;
                    wanted |= expected.entry(there.realPath()).isPresent()
                            || expected.entry(there.path()).isPresent();
                }
            }
        }
        return !onHost || expected.isKnown() && !wanted;
    }

    /** The paths that a pattern names; {@code *} stands for any characters of one name. */
    static List<String> expand(Sysroot tree, String pattern) throws IOException {
        if (pattern.indexOf('\0') >= 0) {
            return List.of();
        }
        List<String> found = List.of("");
        for (String part : JailPath.ofBytes(pattern).components()) {
            List<String> next = new ArrayList<>();
            for (String directory : found) {
                if (part.indexOf('*') < 0) {
                    next.add(directory + "/" + part);
                } else if (tree.locate(directory + "/") instanceof Location.Present at
                        && at.kind() == Inode.Kind.DIRECTORY) {
                    Names.matching(tree.onHost(at.realPath()), part).forEach(name -> next.add(directory + "/" + name));
                }
                if (next.size() > MOST_MATCHES) {
                    break;
                }
            }
            found = next;
        }
        return found;
    }

    /** True if a build makes this path right: it does nothing to what the manifest does not have. */
    private boolean isBuilt(JailPath path) {
        return !request.rebuild().isEmpty() && expected.entry(path).isPresent();
    }

    /** The command that builds the jail anew, if that makes this path right; otherwise another one. */
    Mend mend(JailPath path, Mend otherwise) {
        return isBuilt(path) ? Mend.line(request.rebuild()) : otherwise;
    }

    /** What no entry of a manifest asks for can go; nothing to advise for anything else. */
    Optional<Mend> removal(JailPath path) {
        return expected.isKnown() && expected.entry(path).isEmpty()
                ? Optional.of(Mend.remove(onHost(path), false))
                : Optional.empty();
    }

    /**
     * How to get a file of the host into the jail: to where the path leads inside of it, not where links say outside. A
     * file that is not for everybody to read stays where it is.
     *
     * @param lacking what to do if the host has no such file, and the manifest does not know it either
     */
    Mend copy(JailPath path, Mend lacking) throws IOException {
        Optional<Location.Present> there = hostFile(path.bytes());
        if (there.isEmpty()) {
            return expected.entry(path).isPresent()
                    ? Mend.words("make the manifest anew: the host has no such file any more")
                    : removal(path).orElse(lacking);
        }
        JailPath place = jail().locate(path.parent()) instanceof Location.Present parent
                ? parent.realPath().resolve(path.name())
                : path;
        if (isBuilt(path)
                || isBuilt(place)
                || isBuilt(there.get().path())
                || isBuilt(there.get().realPath())) {
            return Mend.line(request.rebuild());
        }
        if (isSecret(path, there.get().inode(), host.onHost(there.get().realPath()))) {
            return Mend.words("the host's file is a secret: give the jail one of its own, or remove what needs it");
        }
        if (!(jail().locate(path.parent()) instanceof Location.Present above) || above.kind() != Inode.Kind.DIRECTORY) {
            return Mend.words("copy it from the host, with the directories above it");
        }
        boolean onDirectory = jail().inode(place)
                .filter(inode -> inode.is(Inode.Kind.DIRECTORY))
                .isPresent();
        return Mend.copy(
                host.onHost(there.get().realPath()),
                onHost(place),
                new Mode(there.get().inode().mode()),
                onDirectory);
    }

    /** True for a file that no copy of may be advised: it is closed to others, or holds a key, token or password. */
    boolean isSecret(JailPath path, Inode inode, HostPath file) throws IOException {
        if (Secrets.isPasswordFile(path) || (inode.mode() & OTHERS_READ) == 0) {
            return true;
        }
        if (!inode.is(Inode.Kind.FILE) || inode.sizeBytes() >= SecretScan.MAX_BYTES) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(SecretScan.MAX_BYTES);
            return !secretScan.in(path, bytes, bytes.length).isEmpty();
        }
    }
}
