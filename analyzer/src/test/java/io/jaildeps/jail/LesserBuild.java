package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.PrintStream;

/** A process that builds a jail and prints what came of it. Arguments: host, jail. */
final class LesserBuild {
    private LesserBuild() {}

    public static void main(String[] arguments) throws Exception {
        BuildResult result = new JailBuilder(tree -> new byte[0])
                .build(
                        Manifests.manifest(
                                Manifests.copy("/bin/su", "4755"),
                                Manifests.copy("/bin/other", "0755"),
                                Manifests.device("/dev/null", "c 1:3", "0666"),
                                Manifests.fifo("/run/pipe", "0600"),
                                Manifests.file("/etc/mtab", "0644", new Content.Empty())),
                        HostPath.of(arguments[0]),
                        HostPath.of(arguments[1]));
        PrintStream out = System.out;
        if (result instanceof BuildResult.Built built) {
            built.warnings().forEach(warning -> out.println(warning.path() + ": " + warning.text()));
            out.println(built.count(Inode.Kind.FILE) + " files");
        } else {
            out.println(result);
        }
    }
}
