package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.Library;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.fixtures.Requires;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A jail that jk_init(8) made of this machine. */
class JailkitTest {
    private static final JailPath SSH = JailPath.of("/usr/bin/ssh");

    /** Below /srv, since jk_init refuses to work below a directory that all may write. */
    private Path folder = Path.of("/nosuch");

    private Path jail = folder;

    @BeforeEach
    void make() throws IOException, InterruptedException {
        Requires.root();
        Requires.that(Files.isExecutable(Path.of("/usr/sbin/jk_init")), "needs jailkit");
        Requires.that(Files.isExecutable(Path.of(SSH.bytes())), "needs openssh-client");
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("/srv")), "jaildeps-test-");
        jail = Place.directory(folder.resolve("jail"));
        Process process = new ProcessBuilder("/usr/sbin/jk_init", "-j", jail.toString(), "ssh", "basicshell")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertEquals(0, process.waitFor(), Files.readString(folder.resolve("log")));
    }

    @AfterEach
    void remove() throws IOException, InterruptedException {
        Place.tool("rm", "-rf", folder);
    }

    private Set<String> found() throws IOException, InterruptedException {
        AuditRequest request = new AuditRequest(
                HostPath.of(jail),
                HostPath.ROOT,
                Optional.empty(),
                Optional.empty(),
                List.of(SSH),
                RuleFiles.shipped(),
                List.of(),
                "");
        return new Audit(request)
                .run().findings().stream()
                        .map(finding -> finding.kind().id() + " " + finding.path())
                        .collect(Collectors.toSet());
    }

    @Test
    void as_it_is_only_its_shells_are_found() throws IOException, InterruptedException {
        assertEquals(Set.of("tool /usr/bin/bash", "tool /usr/bin/dash"), found());
    }

    @Test
    void a_library_that_only_a_library_of_a_library_needs_is_missed() throws IOException, InterruptedException {
        LibrarySearch search = new LibrarySearch(new Sysroot(HostPath.of(jail)), LoaderEnvironment.CLEAN);
        Closure closure = (Closure) search.closure(SSH);
        Library deepest = closure.libraries().stream()
                .filter(library -> library.loadedBy()
                        .flatMap(closure::library)
                        .flatMap(Library::loadedBy)
                        .filter(by -> !by.equals(closure.program().path()))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        Files.delete(HostPath.of(jail)
                .resolve(deepest.realPath().bytes().substring(1))
                .toPath());
        Set<String> found = found();
        assertTrue(found.contains("library-missing " + deepest.loadedBy().orElseThrow()), found::toString);
    }
}
