package io.jaildeps.audit;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.OctalEscapes;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may write by acl(5) what the mode lets only root write; asked of getfacl(1), since the JDK reads no such attribute. */
final class AccessLists {
    // # file: /srv/jail/etc/hosts     other bytes than printable ones, and \, as \012
    private static final String FILE = "# file: ";
    // user:33:rw-                 #effective:r--
    // default:group:100:rwx
    private static final Pattern NAMED =
            Pattern.compile("(default:)?(user|group):([0-9]+):(...)(?:\\s+#effective:(...))?");
    private static final int ANY_STATUS = 255;

    private final Scene scene;
    private final Unmounted parts;
    private final Decisive decisive;

    AccessLists(Scene scene, Unmounted parts, Decisive decisive) {
        this.scene = scene;
        this.parts = parts;
        this.decisive = decisive;
    }

    void run() throws IOException, InterruptedException {
        HostPath jail = scene.request().jail();
        if (Tools.find("getfacl").isEmpty() || !jail.bytes().equals(Printable.of(jail.bytes()))) {
            unchecked(
                    "getfacl is not installed, or the jail's name is not plain ASCII", "install getfacl (Debian: acl)");
            return;
        }
        for (List<String> share : Unmounted.shares(parts.whole())) {
            look(List.of("--recursive"), share);
        }
        for (List<String> share : Unmounted.shares(parts.alone())) {
            look(List.of(), share);
        }
    }

    private void look(List<String> depth, List<String> paths) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("getfacl", "--physical", "--skip-base", "--absolute-names", "--numeric"));
        command.addAll(depth);
        command.addAll(paths);
        String path = "";
        Set<String> writers = new TreeSet<>();
        for (String line : (Iterable<String>)
                Tools.output(command, new byte[0], ANY_STATUS).orElse("").lines()::iterator) {
            if (line.startsWith(FILE)) {
                report(path, writers);
                path = OctalEscapes.decode(line.substring(FILE.length()));
                writers.clear();
            } else {
                writer(line, writers);
            }
        }
        report(path, writers);
    }

    private void unchecked(String reason, String mend) {
        scene.findings().add(Kind.NOT_CHECKED, JailPath.ROOT, "access control lists: " + reason, Mend.words(mend));
    }

    private static void writer(String line, Set<String> writers) {
        Matcher matcher = NAMED.matcher(line);
        if (matcher.matches()) {
            String may = matcher.group(5) == null ? matcher.group(4) : matcher.group(5);
            if (may.charAt(1) == 'w' && !matcher.group(3).equals("0")) {
                writers.add(matcher.group(2) + " " + matcher.group(3)
                        + (matcher.group(1) == null ? "" : " (what will be made in it)"));
            }
        }
    }

    private void report(String file, Set<String> writers) throws IOException {
        String jail = scene.request().jail().bytes();
        if (writers.isEmpty() || !file.startsWith("/") || !(file + "/").startsWith(jail + "/")) {
            return;
        }
        JailPath path = JailPath.ofBytes("/" + file.substring(jail.length()));
        if (scene.expected().isState(path)
                || scene.expected().holdsState(path)
                || scene.expected().isWritten(path)) {
            return;
        }
        Optional<Inode> inode = Inode.at(scene.onHost(path));
        scene.findings()
                .add(
                        Kind.ACL_WRITABLE,
                        inode.map(is -> decisive.severity(path, is, Kind.ACL_WRITABLE.severity()))
                                .orElse(Kind.ACL_WRITABLE.severity()),
                        path,
                        "its list lets write: " + String.join(", ", writers),
                        Mend.command("setfacl -b", scene.onHost(path)));
    }
}
