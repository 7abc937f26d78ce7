package io.jaildeps.audit;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs with capabilities of their own, capabilities(7); asked of getcap(8), since the JDK reads no such attribute. */
final class Capabilities {
    // /srv/jail/usr/bin/ping cap_net_raw=ep         since libcap 2.41
    // /srv/jail/usr/bin/ping = cap_net_raw+ep       before
    private static final Pattern LINE = Pattern.compile("(/.*?) (?:= )?(\\S*=\\S*|cap_\\S+)(?: \\[rootid=\\d+\\])?");
    private static final int ANY_STATUS = 255;

    private final Scene scene;
    private final Unmounted parts;

    Capabilities(Scene scene, Unmounted parts) {
        this.scene = scene;
        this.parts = parts;
    }

    void run() throws IOException, InterruptedException {
        HostPath jail = scene.request().jail();
        if (Tools.find("getcap").isEmpty()) {
            notChecked("getcap is not installed", "install getcap (Debian: libcap2-bin)");
            return;
        } else if (jail.bytes().indexOf('\n') >= 0) {
            notChecked("getcap tells a line a file, and the jail's own path has several", "rename the jail");
            return;
        }
        for (List<String> share : Unmounted.shares(parts.whole())) {
            List<String> command = new ArrayList<>(List.of("getcap", "-r"));
            command.addAll(share);
            Optional<String> lines = Tools.output(command, new byte[0], ANY_STATUS);
            if (lines.isEmpty()) {
                notChecked("getcap could not be started with the jail's path", "install xargs (Debian: findutils)");
                return;
            }
            lines(lines.get(), jail);
        }
    }

    private void lines(String lines, HostPath jail) throws IOException, InterruptedException {
        for (String line : lines.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && matcher.group(1).startsWith(jail.bytes() + "/")) {
                found(JailPath.ofBytes(matcher.group(1).substring(jail.bytes().length())), matcher.group(2));
            }
        }
    }

    private void notChecked(String reason, String mend) {
        scene.findings().add(Kind.NOT_CHECKED, JailPath.ROOT, "file capabilities: " + reason, Mend.words(mend));
    }

    private void found(JailPath path, String capabilities) throws IOException, InterruptedException {
        if (scene.expected().isCopy(path) && capabilities.equals(onHost(path))) {
            return;
        }
        scene.findings()
                .add(
                        Kind.FILE_CAPABILITY,
                        path,
                        Printable.of(capabilities) + ", whoever starts it",
                        Mend.command("setcap -r", scene.onHost(path)));
    }

    /** A copy that the manifest asks for has what the host's file has. */
    private String onHost(JailPath path) throws IOException, InterruptedException {
        Optional<Location.Present> there = scene.hostFile(path.bytes());
        if (there.isEmpty()) {
            return "";
        }
        HostPath file = scene.host().onHost(there.get().realPath());
        String line = Tools.output(List.of("getcap", file.bytes()), new byte[0], ANY_STATUS)
                .orElse("")
                .strip();
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? matcher.group(2) : "";
    }
}
