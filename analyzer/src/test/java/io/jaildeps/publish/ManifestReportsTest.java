package io.jaildeps.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.manifest.Manifests;
import io.jaildeps.reports.EntryKind;
import io.jaildeps.reports.GraphEdge;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.ManifestReport;
import io.jaildeps.reports.ReasonGraph;
import io.jaildeps.reports.TextRenderer;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestReportsTest {
    private final ManifestReport report = ManifestReports.of(Manifests.complete());

    @Test
    void every_entry_is_told_with_what_makes_it_special() {
        assertEquals(
                List.of(
                        "file /bin/x [] [4755 root:root]",
                        "device /dev/null [c 1:3] [0666 sshd:1234]",
                        "device /dev/sda [b 8:0] [0644 root:root]",
                        "file /etc/key [] [0600 sshd:1234]",
                        "file /etc/ld.so.cache [made for the jail's libraries] [0644 root:root]",
                        "file /etc/passwd [only root, sshd] [0644 root:root]",
                        "file /etc/shadow [without any name] [0644 root:root]",
                        "symlink /lib [-> usr/lib] []",
                        "symlink /odd\\x0a\\xff\u00e4\"\\\\ [-> \\xfe//x\\xed\\xa0\\x80] []",
                        "fifo /run/pipe [] [0622 root:root]",
                        "directory /run/sshd [] [0755 root:root]",
                        "file /srv/etc/shadow [only alice, sshd, with the passwords of alice] [0640 root:root]",
                        "directory /var/empty [] [1777 sshd:1234]",
                        "file /var/run/utmp [made empty] [0644 sshd:1234]"),
                report.entries().stream()
                        .map(entry -> entry.kind().word() + " " + entry.path() + " [" + entry.detail() + "] ["
                                + entry.permissions() + "]")
                        .toList());
    }

    @Test
    void secrets_and_setuid_files_are_found() {
        assertEquals(
                List.of("/etc/key", "/etc/shadow", "/srv/etc/shadow"),
                report.secrets().stream().map(ManifestReport.Entry::path).toList());
        assertEquals(
                List.of("/bin/x"),
                report.setuid().stream().map(ManifestReport.Entry::path).toList());
    }

    @Test
    void advice_about_a_known_socket_is_a_sentence_and_an_unknown_word_stays() {
        assertTrue(report.sockets().get(0).advice().startsWith("its messages are lost unless"));
        assertTrue(AdviceInWords.of("dbus").startsWith("leave it out"));
        assertEquals("teleport", report.sockets().get(1).advice());
    }

    @Test
    void a_size_is_told_only_if_it_is_known() {
        assertEquals(OptionalLong.empty(), report.sizeBytes());
        assertEquals(
                OptionalLong.of(7),
                ManifestReports.of(Manifests.complete(), OptionalLong.of(7)).sizeBytes());
    }

    @Test
    void reasons_find_the_entries_that_they_name_even_if_these_have_hostile_names() {
        ManifestReport hostile = ManifestReports.of(Manifests.hostile());
        String path = "/tmp/\\x1b[31m\\x80\\xe2\\x80\\xae\"\\x0a\\\\";
        assertEquals(path, hostile.entries(EntryKind.SYMLINK).get(0).path());
        assertEquals(
                List.of("path of " + path),
                hostile.entries(EntryKind.SYMLINK).get(0).why());
        assertEquals(
                Stream.of("/dev/log", "/dev/pts", "/proc", "/run/new")
                        .map(opened -> new GraphEdge("/usr/sbin/sshd", opened, "opened by"))
                        .toList(),
                ReasonGraph.of(hostile).edges());
    }

    @Test
    void no_control_byte_of_a_manifest_reaches_a_report() {
        ManifestReport hostile = ManifestReports.of(Manifests.hostile());
        String all = new TextRenderer().render(hostile) + new JsonRenderer().render(hostile);
        assertTrue(all.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)), all);
        assertTrue(all.chars().noneMatch(c -> c == 0x202e), all);
    }
}
