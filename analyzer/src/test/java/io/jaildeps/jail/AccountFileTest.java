package io.jaildeps.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passwd | root:x:0:0::/:/x,sshd:x:1:1::/:/x,al:x:2:2::/:/x | root:x:0:0::/:/x,sshd:x:1:1::/:/x",
                "passwd | sshd:x:1:1::/:/x,root:x:0:0::/:/x | sshd:x:1:1::/:/x,root:x:0:0::/:/x",
                "passwd | +::::::,-root::::::,#root:x:0:0::/:/x,root,root:x:0,root:x:0:0::/:/x:y | ''",
                "shadow | root:*:1:0:9:7:::,al:$6$x:1:0:9:7:::,root:*:1 | root:*:1:0:9:7:::"
            })
    void onlyWholeLinesOfKeptNamesStay(String name, String text, String expected) {
        AccountFile file = new AccountFile(name, Set.of("root", "sshd"), Set.of(), Set.of());
        assertEquals(lines(expected), file.reduce(lines(text)));
    }

    @Test
    void aGroupLosesMembersWhoAreNotInTheJail() {
        AccountFile group = new AccountFile("group", Set.of("adm", "users"), Set.of("sshd", "web"), Set.of());
        assertEquals("adm:x:4:sshd,web\nusers:x:5:\n", group.reduce("adm:x:4:al,sshd,bo,web\nusers:x:5:al\nal:x:6:\n"));
        AccountFile gshadow = new AccountFile("gshadow", Set.of("adm"), Set.of("sshd"), Set.of());
        assertEquals("adm:*:sshd:sshd\n", gshadow.reduce("adm:*:al,sshd:sshd,al\n"));
    }

    @Test
    void aPasswordStaysOnlyWhereItIsAskedFor() {
        Set<String> keep = Set.of("al", "bo", "cy", "di", "ed");
        AccountFile shadow = new AccountFile("shadow", keep, Set.of(), Set.of("bo"));
        assertEquals(
                lines("al:*:1,bo:$y$b:1,cy:!:1,di:*:1,ed:*:1").replace(":1\n", ":1:0:9:7:::\n"),
                shadow.reduce(
                        lines("al:$y$a:1,bo:$y$b:1,cy:!$y$c:1,di::1,ed:*:1").replace(":1\n", ":1:0:9:7:::\n")));
        AccountFile master = new AccountFile("master.passwd", keep, Set.of(), Set.of());
        assertEquals(
                "al:*:1:1:daemon:0:0:Al:/:/x\n",
                master.reduce("al:$6$a:1:1:daemon:0:0:Al:/:/x\nzed:$6$z:2:2::0:0:Zed:/:/x\n"));
        AccountFile passwd = new AccountFile("passwd", keep, Set.of(), Set.of());
        assertEquals("al:*:1:1::/:/x\nbo:x:2:2::/:/x\n", passwd.reduce("al:$1$a:1:1::/:/x\nbo:x:2:2::/:/x\n"));
    }

    @Test
    void aNameThatTheHostLacksIsTold() {
        AccountFile file = new AccountFile("group", Set.of("adm", "gone", "also"), Set.of(), Set.of());
        assertEquals(List.of("also", "gone"), file.missing(file.reduce("adm:x:4:\n")));
    }

    private static String lines(String joined) {
        return joined.isEmpty() ? "" : joined.replaceAll(",(?=[-+#a-z])", "\n") + "\n";
    }
}
