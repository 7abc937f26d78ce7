package io.jaildeps.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixPathTest {
    @ParameterizedTest
    @CsvSource({
        "/,/",
        "//,/",
        "/.,/",
        "/..,/",
        "/../..,/",
        "/a,/a",
        "/a/,/a",
        "/a//b,/a/b",
        "/a/./b/.,/a/b",
        "/a/../b,/b",
        "/a/b/../..,/",
        "/../a,/a",
        "/...,/...",
        "/.a,/.a",
        "/a./..b,/a./..b"
    })
    void aPathIsNormalised(String given, String normal) {
        assertEquals(normal, JailPath.ofBytes(given).bytes());
        assertEquals(normal, HostPath.ofBytes(given).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "./a", "~", "/a\0b", "/\u0100"})
    void whatIsNoAbsolutePathOfBytesIsRefused(String given) {
        assertThrows(IllegalArgumentException.class, () -> JailPath.ofBytes(given));
    }

    @Test
    void aPathHasAParentANameAndComponents() {
        JailPath path = JailPath.of("/usr/lib/x");
        assertEquals(JailPath.of("/usr/lib"), path.parent());
        assertEquals("x", path.name());
        assertEquals(List.of("usr", "lib", "x"), path.components());
        assertEquals(JailPath.ROOT, JailPath.of("/usr").parent());
        assertEquals(JailPath.ROOT, JailPath.ROOT.parent());
        assertEquals("", JailPath.ROOT.name());
        assertEquals(List.of(), JailPath.ROOT.components());
        assertTrue(JailPath.ROOT.isRoot());
    }

    @Test
    void aPathCoversWhatLiesBeneath() {
        JailPath usr = JailPath.of("/usr");
        assertTrue(usr.covers(usr));
        assertTrue(usr.covers(JailPath.of("/usr/bin")));
        assertFalse(usr.covers(JailPath.of("/usr2")));
        assertFalse(usr.covers(JailPath.ROOT));
        assertTrue(JailPath.ROOT.covers(usr));
        assertEquals(Optional.of("bin/x"), usr.relative(JailPath.of("/usr/bin/x")));
        assertEquals(Optional.of("usr"), JailPath.ROOT.relative(usr));
        assertEquals(Optional.empty(), usr.relative(usr));
        assertEquals(Optional.empty(), usr.relative(JailPath.of("/usr2")));
    }

    @Test
    void resolvingClimbsButNotAboveTheRoot() {
        assertEquals(JailPath.of("/a/b"), JailPath.of("/a").resolve("b"));
        assertEquals(JailPath.of("/b"), JailPath.of("/a").resolve("../b"));
        assertEquals(JailPath.ROOT, JailPath.of("/a").resolve("../../.."));
        assertEquals(JailPath.of("/b"), JailPath.ROOT.resolve("b"));
    }

    @Test
    void aJailsPathIsBelowTheJailOnTheHost() {
        HostPath jail = HostPath.of("/srv/jail");
        assertEquals(HostPath.of("/srv/jail/etc/x"), JailPath.of("/etc/x").in(jail));
        assertEquals(HostPath.of("/srv/jail/x"), JailPath.of("/../../x").in(jail));
        assertEquals(jail, JailPath.ROOT.in(jail));
        assertEquals(HostPath.of("/etc"), JailPath.of("/etc").in(HostPath.ROOT));
    }

    @Test
    void pathsAreOrderedByTheirBytes() {
        assertTrue(JailPath.ofBytes("/a").compareTo(JailPath.ofBytes("/a/b")) < 0);
        assertTrue(JailPath.ofBytes("/a-b").compareTo(JailPath.ofBytes("/a/b")) < 0);
        assertTrue(JailPath.ofBytes("/z").compareTo(JailPath.ofBytes("/\u00ff")) < 0);
        assertEquals(JailPath.of("/a"), JailPath.ofBytes("/a/"));
        assertEquals(JailPath.of("/a").hashCode(), JailPath.ofBytes("/a/").hashCode());
        assertNotEquals(JailPath.of("/a"), JailPath.of("/b"));
    }

    @Test
    void whatPeopleTypeIsUtf8() {
        assertEquals("/\u00c3\u00a4", JailPath.of("/\u00e4").bytes());
        assertEquals("/\u00e4", JailPath.of("/\u00e4").toString());
    }

    @Test
    void everyByteSurvivesTheFileSystem(@TempDir Path folder) throws IOException {
        StringBuilder name = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            if (c != '/' && c != '.') {
                name.append(c);
            }
        }
        for (int at = 0; at < name.length(); at += 60) {
            String part = name.substring(at, Math.min(name.length(), at + 60));
            HostPath path = HostPath.of(folder).resolve(part);
            Files.createFile(path.toPath());
            Files.createSymbolicLink(
                    HostPath.of(folder).resolve("l" + at).toPath(),
                    Path.of("..").resolve(path.toPath().getFileName()));
            assertEquals(
                    "../" + part,
                    HostPath.bytesOf(Files.readSymbolicLink(
                            HostPath.of(folder).resolve("l" + at).toPath())));
        }
        try (var files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                HostPath path = HostPath.of(file);
                assertTrue(name.indexOf(path.name()) >= 0, path.toString());
                assertEquals(path, HostPath.of(path.toPath()));
            }
        }
    }

    @Test
    void aPathsBytesAreTakenAsTheyStand(@TempDir Path folder) throws IOException {
        assertEquals("../a/./b", HostPath.bytesOf(Path.of("../a/./b")));
        assertEquals("", HostPath.bytesOf(Path.of("")));
        Path directory = Files.createDirectory(
                HostPath.of(folder).resolve("\u00c3\u00a4").toPath());
        assertEquals(HostPath.of(folder).bytes() + "/\u00c3\u00a4/..", HostPath.bytesOf(directory.resolve("..")));
        assertEquals(HostPath.of(directory).bytes(), HostPath.bytesOf(directory));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain text|plain text",
                "back\\slash|back\\\\slash",
                "\u00c3\u00a4|\u00e4",
                "\u00ff\u00fe|\\xff\\xfe",
                "\u00c3|\\xc3",
                "\u00c3\u00c3\u00a4|\\xc3\u00e4",
                "\u001b[31m|\\x1b[31m",
                "\u00e2\u0080\u00ae|\\xe2\\x80\\xae",
                "\u00ed\u00a0\u0080|\\xed\\xa0\\x80",
                "\u00f0\u009f\u0098\u0080|\ud83d\ude00",
                "\u00c0\u00af|\\xc0\\xaf"
            })
    void whatOthersChoseIsShownWithoutHarm(String bytes, String shown) {
        assertEquals(shown, Printable.of(bytes));
    }

    @Test
    void controlBytesAreNeverShown() {
        assertEquals("a\\x0ab\\x09\\x7f\\x00", Printable.of("a\nb\t\u007f\0"));
        String shown = Printable.of(new String(new byte[] {(byte) 0xc2, (byte) 0x9b}, StandardCharsets.ISO_8859_1));
        assertEquals("\\xc2\\x9b", shown);
    }
}
