package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit by a user who may not read all of the jail: the rest is audited, and what was closed is told. */
class LesserUserTest {
    @TempDir
    private Path folder;

    @Test
    void files_that_may_not_be_read_are_told_and_end_nothing() throws Exception {
        Requires.root();
        Place.mode(folder, 0755);
        Place place = Place.in(folder);
        for (String name :
                List.of("etc/shadow", "etc/passwd", "etc/ld.so.cache", "etc/pam.d/login", "etc/ld.so.preload")) {
            Place.mode(place.write(name, "root:*:1::::::\n"), 0600);
        }
        place.write("etc/gshadow", "root:*::\n");
        Place.mode(Place.put(place.host.resolve("etc/gshadow"), "root:*::\n"), 0600);
        Files.createSymbolicLink(place.in("etc/link"), Path.of("nowhere"));
        Set<String> found = new TreeSet<>(asNobody(place));
        found.removeIf(line -> line.startsWith("not-checked /") && line.endsWith(" /"));
        assertEquals(
                Set.of(
                        "jail-enterable /",
                        "link-dangling /etc/link",
                        "not-checked /etc/gshadow",
                        "secret-readable /etc/gshadow",
                        "unreadable /etc/ld.so.cache",
                        "unreadable /etc/ld.so.preload",
                        "unreadable /etc/pam.d/login",
                        "unreadable /etc/passwd",
                        "unreadable /etc/shadow"),
                found);
    }

    private List<String> asNobody(Place place) throws Exception {
        Path copies = Place.directory(folder.toRealPath().resolve("classes"));
        List<String> copy = new ArrayList<>(List.of("cp", "-rL", "--parents", "-t", copies.toString()));
        List<String> classes = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(":")) {
            if (Files.exists(Path.of(each))) {
                copy.add(each);
                classes.add(copies + each);
            }
        }
        Place.tool(copy.toArray());
        Place.tool("chmod", "-R", "a+rX", copies);
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(":", classes),
                        LesserAudit.class.getName(),
                        place.host.toString(),
                        place.jail.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertEquals(0, process.waitFor(), lines::toString);
        return lines;
    }
}
