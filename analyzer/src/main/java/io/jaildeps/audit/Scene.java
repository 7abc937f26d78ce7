package io.jaildeps.audit;

import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.jail.SharedFiles;
import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every check of one audit sees. The trees are looked at anew from time to time, since they remember all they saw. */
final class Scene {
    /** A tree's memory of one path takes some hundred bytes. */
    private static final int LOOKS = 50_000;

    private static final int MOST_MATCHES = 10_000;

    private final AuditRequest request;
    private final Expected expected;
    private final Accounts hostAccounts;
    private final SharedFiles shared;
    private final Findings findings;
    private final LoaderEnvironment environment;
    private Sysroot jail;
    private Sysroot host;
    private LibrarySearch libraries;
    private int looks;

    Scene(AuditRequest request) throws IOException {
        this.request = request;
        this.findings = new Findings(request.ignoring());
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

    /** The text of a small file of the jail, one char per byte. */
    String text(String path) throws IOException {
        return jail().text(path, ConfigLines.MAX_BYTES);
    }

    /** True if the host has the same text there: then what it names and lacks is lacking on the host too. */
    boolean isAsOnHost(String path) throws IOException {
        return text(path).equals(host().text(path, ConfigLines.MAX_BYTES));
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
    Mend removal(JailPath path) {
        return expected.isKnown() && expected.entry(path).isEmpty() ? Mend.command("rm", onHost(path)) : Mend.NONE;
    }

    /** How to get a file of the host into the jail: to where the path leads inside of it, not where links say outside. */
    Mend copy(JailPath path) throws IOException {
        Optional<Location.Present> there = hostFile(path.bytes());
        if (there.isEmpty()) {
            return expected.entry(path).isPresent()
                    ? Mend.words("make the manifest anew: the host has no such file any more")
                    : removal(path);
        }
        if (isBuilt(path)) {
            return Mend.line(request.rebuild());
        }
        return jail().locate(path.parent()) instanceof Location.Present parent && parent.kind() == Inode.Kind.DIRECTORY
                ? Mend.copy(
                        host.onHost(there.get().realPath()),
                        onHost(parent.realPath().resolve(path.name())))
                : Mend.words("copy it from the host, with the directories above it");
    }
}
