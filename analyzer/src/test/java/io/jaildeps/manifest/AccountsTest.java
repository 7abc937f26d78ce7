package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path root;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        write("etc/passwd", """
                root:x:0:0:root:/root:/bin/bash
                bin:x:2:2:bin:/bin:/usr/sbin/nologin
                sshd:x:105:65534::/run/sshd:/usr/sbin/nologin
                www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
                ann:x:1000:1000:Ann,,,:/home/ann:/bin/sh
                toor:x:0:0:second:/root:/bin/sh
                ann:x:2000:2000:again:/home/ann2:/bin/sh
                short:x:1
                minus:x:-1:-1::/:/bin/sh
                big:x:99999999999:1::/:/bin/sh
                words:x:one:two::/:/bin/sh
                +::::::
                -nis
                # comment

                \u00c3\u00a4:x:1001:1001::/home/\u00c3\u00a4:/bin/sh
                """);
        write("etc/group", """
                root:x:0:
                bin:x:2:
                www-data:x:33:
                nogroup:x:65534:
                ann:x:1000:
                ssl-cert:x:106:postgres,www-data,ann
                odd:x:107:,ann,,
                more:x:1:2:3
                """);
    }

    private void write(String path, String text) throws IOException {
        Files.write(root.resolve(path), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A file with one segment that is the whole of it, see elf(5). */
    private void elf(String path, String strings) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(120 + strings.length()).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\177ELF\2\1\1".getBytes(StandardCharsets.ISO_8859_1));
        file.putShort(16, (short) 3).putShort(18, (short) 62).putInt(20, 1).putLong(32, 64);
        file.putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) 1);
        file.putInt(64, 1).putInt(68, 4).putLong(96, file.capacity()).putLong(104, file.capacity());
        file.position(120).put(strings.getBytes(StandardCharsets.ISO_8859_1));
        Files.write(root.resolve(path), file.array());
    }

    private Sysroot tree() {
        return new Sysroot(HostPath.of(root));
    }

    private Accounts accounts() throws IOException {
        return Accounts.of(tree());
    }

    private UserNeeds needs() throws IOException {
        return new UserNeeds(tree(), accounts());
    }

    @Test
    void wholeLinesAreUsersAndOthersArePassedOver() throws IOException {
        assertEquals(
                List.of("root", "bin", "sshd", "www-data", "ann", "toor", "\u00c3\u00a4"),
                accounts().users().stream().map(Accounts.User::name).toList());
        assertEquals(
                List.of("root", "bin", "www-data", "nogroup", "ann", "ssl-cert", "odd"),
                accounts().groups().stream().map(Accounts.Group::name).toList());
    }

    @Test
    void theFirstLineOfANameAndOfANumberCounts() throws IOException {
        assertEquals(1000, accounts().user("ann", false).orElseThrow().uid());
        assertEquals("root", accounts().userOf(0).orElseThrow().name());
    }

    @Test
    void aNumberMayStandForAName() throws IOException {
        assertEquals("sshd", accounts().user("105", true).orElseThrow().name());
        assertEquals(Optional.empty(), accounts().user("105", false));
        assertEquals("nogroup", accounts().group("65534", true).orElseThrow().name());
        assertEquals(Optional.empty(), accounts().user("nobody", true));
        assertEquals(Optional.empty(), accounts().user("99999999999999999999", true));
    }

    @Test
    void aUsersGroupsAreItsOwnAndThoseThatListIt() throws IOException {
        Accounts accounts = accounts();
        assertEquals(
                List.of(1000L, 106L, 107L),
                accounts.groupIdsOf(accounts.user("ann", false).orElseThrow()));
        assertEquals(
                List.of(65534L),
                accounts.groupIdsOf(accounts.user("sshd", false).orElseThrow()));
    }

    @Test
    void anOwnerIsANameWhereThereIsOneThatCanBeWritten() throws IOException {
        assertEquals(new Owner("sshd", "nogroup"), accounts().owner(105, 65534));
        assertEquals(new Owner("4711", "4712"), accounts().owner(4711, 4712));
        assertEquals(new Owner("1001", "root"), accounts().owner(1001, 0));
    }

    @Test
    void withoutFilesThereIsNobody() throws IOException {
        Files.delete(root.resolve("etc/passwd"));
        Files.delete(root.resolve("etc/group"));
        assertEquals(List.of(), accounts().users());
        assertEquals(new Owner("0", "0"), accounts().owner(0, 0));
    }

    @Test
    void whoseNumberWasTakenIsKeptWithItsGroups() throws IOException {
        UserNeeds needs = needs();
        needs.took(List.of(33L, 4711L), List.of(2L));
        assertEquals(List.of("www-data"), needs.users());
        assertEquals(List.of("bin", "ssl-cert", "www-data"), needs.groups());
    }

    @Test
    void whoOwnsSomethingIsKept() throws IOException {
        UserNeeds needs = needs();
        needs.owns(new Owner("sshd", "ssl-cert"));
        needs.owns(new Owner("4711", "nothing"));
        assertEquals(List.of("sshd"), needs.users());
        assertEquals(List.of("nogroup", "ssl-cert"), needs.groups());
    }

    @Test
    void whoCanLogInIsKept() throws IOException {
        UserNeeds needs = needs();
        needs.logins();
        assertEquals(List.of("ann", "\u00c3\u00a4"), needs.users());
    }

    @Test
    void wholeWordsOfACommandLineAreNames() throws IOException {
        UserNeeds needs = needs();
        needs.named(List.of("--user=www-data", "-u", "ann:ssl-cert", "/usr/bin/x", "sshd_config", "rooted"));
        assertEquals(List.of("ann", "www-data"), needs.users());
        assertEquals(List.of("ann", "odd", "ssl-cert", "www-data"), needs.groups());
    }

    @Test
    void namesInAConfigurationFileAreKept() throws IOException {
        write("etc/app.conf", "user www-data;\nPrivSep \"sshd\" # /bin is a path\n");
        UserNeeds needs = needs();
        needs.readBy(JailPath.of("/etc/app.conf"));
        needs.readBy(JailPath.of("/etc"));
        needs.readBy(JailPath.of("/etc/nothing"));
        assertEquals(List.of("sshd", "www-data"), needs.users());
    }

    @Test
    void namesInAProgramAreKeptIfTheyAreStringsOfTheirOwn() throws IOException {
        elf("etc/prog", "\0sshd\0root:x\0www-dataX\0");
        write("etc/script", "\0ann\0");
        UserNeeds needs = needs();
        needs.executed(JailPath.of("/etc/prog"));
        needs.executed(JailPath.of("/etc/script"));
        needs.executed(JailPath.of("/etc/nothing"));
        assertEquals(List.of("sshd"), needs.users());
    }

    @Test
    void everybodyIsKeptIfAsked() throws IOException {
        UserNeeds needs = needs();
        needs.all();
        assertEquals(7, needs.users().size());
        assertEquals(7, needs.groups().size());
    }
}
