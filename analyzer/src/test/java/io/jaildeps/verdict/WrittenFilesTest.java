package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.access.Traces;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFilesTest {
    private static final String WRITES_OUT = "1 open(\"/out\", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 3";

    @TempDir
    Path host;

    @TempDir
    Path jail;

    private static void file(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What the jailed run left otherwise; both runs' traces have these lines, the jailed one's without the last {@code failed}. */
    private List<String> others(int failed, String... lines) throws IOException {
        String[] jailed = Arrays.copyOf(lines, lines.length - failed);
        return WrittenFiles.of(Traces.accesses(lines), HostPath.of(host))
                .otherIn(WrittenFiles.of(Traces.accesses(jailed), HostPath.of(jail)))
                .entrySet()
                .stream()
                .map(other -> other.getKey() + " " + other.getValue().words())
                .toList();
    }

    @Test
    void textIsComparedByLineWithoutItsNumbers() throws IOException {
        file(host, "/out", "at 12:00\nyes\n");
        file(jail, "/out", "at 12:01\nyes\n");
        assertEquals(List.of(), others(0, WRITES_OUT));
        file(jail, "/out", "at 12:01\nno\n");
        assertEquals(List.of("/out is not the host's: \"no\" instead of \"yes\""), others(0, WRITES_OUT));
        file(jail, "/out", "");
        assertEquals(List.of("/out is not the host's: it lacks \"at 12:00\""), others(0, WRITES_OUT));
    }

    @Test
    void dataIsComparedByteByByte() throws IOException {
        file(host, "/out", "\0a\u00ff");
        file(jail, "/out", "\0a\u00ff");
        assertEquals(List.of(), others(0, WRITES_OUT));
        file(jail, "/out", "\0b\u00fe");
        assertEquals(List.of("/out is not the host's, though as long"), others(0, WRITES_OUT));
        file(jail, "/out", "\0");
        assertEquals(List.of("/out is not the host's: 1 bytes instead of 3"), others(0, WRITES_OUT));
    }

    @Test
    void longTextIsData() throws IOException {
        file(host, "/out", "a\n".repeat(50_000));
        file(jail, "/out", "a\n".repeat(49_999));
        assertEquals(List.of("/out is not the host's: 99998 bytes instead of 100000"), others(0, WRITES_OUT));
        file(jail, "/out", "a\n".repeat(49_999) + "b\n");
        assertEquals(List.of("/out is not the host's, though as long"), others(0, WRITES_OUT));
    }

    @Test
    void whatIsOnlyAppendedToDoesNotCount() throws IOException {
        file(host, "/log", "old\nnew\n");
        file(jail, "/log", "new\n");
        assertEquals(List.of(), others(0, "1 open(\"/log\", O_WRONLY|O_CREAT|O_APPEND, 0644) = 3"));
        assertEquals(List.of(), others(0, "1 open(\"/log\", O_RDWR) = 3"));
        assertEquals(
                List.of("/log is not the host's: \"new\" instead of \"old\""),
                others(0, "1 open(\"/log\", O_WRONLY|O_TRUNC) = 3"));
    }

    @Test
    void whatIsNotMadeIsToldOnce() throws IOException {
        file(host, "/d/sub/a", "");
        file(host, "/d/sub/b", "");
        String[] lines = {
            WRITES_OUT,
            "1 mkdir(\"/d/sub\", 0755) = 0",
            "1 open(\"/d/sub/a\", O_WRONLY|O_CREAT, 0644) = 3",
            "1 open(\"/d/sub/b\", O_WRONLY|O_CREAT, 0644) = 3"
        };
        assertEquals(List.of("/d/sub is not made"), others(3, lines));
    }

    @Test
    void namesThatAreMadeUpEachTimeAreNoDifference() throws IOException {
        file(host, "/t/x.aB3", "");
        file(jail, "/t/x.Zq9", "");
        WrittenFiles onHost = WrittenFiles.of(
                Traces.accesses("1 open(\"/t/x.aB3\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3"), HostPath.of(host));
        WrittenFiles jailed = WrittenFiles.of(
                Traces.accesses("1 open(\"/t/x.Zq9\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3"), HostPath.of(jail));
        assertEquals(0, onHost.otherIn(jailed).size());
        assertEquals(1, onHost.otherIn(WrittenFiles.NONE).size());
    }

    @Test
    void whatWasRemovedAgainIsNotLeft() throws IOException {
        String[] lines = {WRITES_OUT, "1 unlink(\"/out\") = 0"};
        assertEquals(List.of(), others(2, lines));
    }

    @Test
    void linksAreComparedByWhereTheyLeadAndNeverFollowed() throws IOException {
        Files.createSymbolicLink(host.resolve("l"), Path.of("a"));
        Files.createSymbolicLink(jail.resolve("l"), Path.of("b"));
        assertEquals(
                List.of("/l is not the host's: \"b\" instead of \"a\""), others(0, "1 symlink(\"a\", \"/l\") = 0"));
        Files.delete(jail.resolve("l"));
        file(jail, "/l", "a");
        assertEquals(List.of("/l is a file, not a link"), others(0, "1 symlink(\"a\", \"/l\") = 0"));
    }
}
