package io.jaildeps.jail;

import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.path.HostPath;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that builds two manifests by turns into one jail until it is killed. Arguments: sandbox folder. */
final class KilledBuilds {
    static final int FILES = 60;

    private KilledBuilds() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Sandbox sandbox =
                new Sandbox(folder.resolve("host"), folder.resolve("place").resolve("jail"));
        HostPath host = HostPath.of(sandbox.host());
        JailBuilder builder = new JailBuilder(tree -> new byte[0]);
        builder.build(manifest(0), host, HostPath.of(folder.resolve("place").resolve("warm-up")));
        PrintStream out = System.out;
        out.println("ready");
        for (int turn = 1; ; turn++) {
            builder.build(manifest(turn % 2), host, HostPath.of(sandbox.jail()));
        }
    }

    /** Two manifests that have most files in common, and a path that is a file in one and a directory in the other. */
    static Manifest manifest(int turn) {
        List<Entry> entries = new ArrayList<>();
        for (int i = turn; i < FILES; i += turn + 1) {
            entries.add(Manifests.copy("/lib/file" + i, turn == 0 ? "0644" : "0755"));
        }
        entries.add(Manifests.directory("/var/log", "0755"));
        entries.add(turn == 0 ? Manifests.fifo("/run/x", "0600") : Manifests.directory("/run/x", "0700"));
        entries.add(Manifests.device("/dev/null", "c 1:3", "0666"));
        return Manifests.manifest(entries, List.of());
    }
}
