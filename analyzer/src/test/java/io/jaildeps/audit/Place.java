package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.Library;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A small system and a jail made of it: cut(1) with its libraries, accounts, and a file of configuration. */
final class Place {
    static final String PROGRAM = "/usr/bin/cut";

    final Path host;
    final Path jail;
    private Optional<Manifest> manifest = Optional.empty();
    private Optional<Lock> lock = Optional.empty();
    private final List<JailPath> programs = new ArrayList<>();
    private final List<Ignored> ignored = new ArrayList<>();
    private Rules rules;

    private Place(Path folder) throws IOException {
        host = directory(folder.resolve("host"));
        jail = directory(folder.resolve("jail"));
        rules = RuleFiles.shipped();
    }

    static Place in(Path folder) throws IOException {
        Place place = new Place(folder.toRealPath());
        for (Path root : List.of(place.host, place.jail)) {
            directory(root.resolve("etc"));
            put(root.resolve("etc/hosts"), "127.0.0.1 localhost\n");
            put(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
            put(root.resolve("etc/group"), "root:x:0:\n");
            copyProgram(root);
        }
        return place;
    }

    /** Each file at the path by which it is asked for; without the links of this machine. */
    private static void copyProgram(Path root) throws IOException {
        LibrarySearch search = new LibrarySearch(new Sysroot(HostPath.ROOT), LoaderEnvironment.CLEAN);
        Closure closure = assertInstanceOf(Closure.class, search.closure(JailPath.of(PROGRAM)));
        List<Library> files = new ArrayList<>(closure.libraries());
        files.add(closure.program());
        for (Library file : files) {
            copy(file.realPath(), root.resolve(file.path().bytes().substring(1)));
        }
        String interpreter = closure.program().elf().interpreter().orElseThrow();
        copy(closure.interpreter().orElseThrow().realPath(), root.resolve(interpreter.substring(1)));
    }

    private static void copy(JailPath from, Path to) throws IOException {
        directory(to.resolveSibling(""));
        Files.copy(Path.of(from.bytes()), to, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static Path directory(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            directory(path.resolveSibling(""));
            Files.createDirectory(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return path;
    }

    static Path put(Path file, String text) throws IOException {
        directory(file.resolveSibling(""));
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** A file in the jail. */
    Path write(String path, String text) throws IOException {
        return put(jail.resolve(path), text);
    }

    /** The same file on the host and in the jail. */
    void writeBoth(String path, String text) throws IOException {
        put(host.resolve(path), text);
        write(path, text);
    }

    Path in(String path) {
        return jail.resolve(path);
    }

    static void mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    static void owner(Path path, int uid, int gid) throws IOException {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }

    static void tool(Object... words) throws IOException, InterruptedException {
        List<String> command = List.of(words).stream().map(String::valueOf).toList();
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor(), command.toString());
    }

    Place manifest(Manifest wanted) {
        manifest = Optional.of(wanted);
        return this;
    }

    Place lock(Lock known) {
        lock = Optional.of(known);
        return this;
    }

    Place program(String path) {
        programs.add(JailPath.of(path));
        return this;
    }

    Place ignore(String wish) {
        ignored.add(Ignored.parse(wish, ""));
        return this;
    }

    Place rules(String json) throws IOException, BadRules {
        rules = RuleFiles.before(json.getBytes(StandardCharsets.UTF_8), "mine", rules);
        return this;
    }

    AuditResult audit() throws IOException, InterruptedException {
        return new Audit(new AuditRequest(
                        HostPath.of(jail),
                        HostPath.of(host),
                        manifest,
                        lock,
                        programs,
                        rules,
                        ignored,
                        manifest.isPresent() ? "jaildeps build M J" : ""))
                .run();
    }

    /** "severity id path" of all that was found. */
    Set<String> found() throws IOException, InterruptedException {
        return audit().findings().stream()
                .map(finding -> finding.severity().word() + " " + finding.kind().id() + " " + finding.path())
                .collect(Collectors.toSet());
    }
}
