package io.jaildeps.jail;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.elf.Need;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Programs of a new tree that need libraries which it lacks: the host has others than when its manifest was made. */
final class LackedLibraries {
    private LackedLibraries() {}

    static List<BuildResult.Warning> warnings(Manifest manifest, HostPath tree) throws IOException {
        LoaderEnvironment environment = LoaderEnvironment.CLEAN
                .withWorkingDirectory(manifest.target().cwd())
                .withLibraryPath(manifest.target().environment().getOrDefault("LD_LIBRARY_PATH", ""));
        LibrarySearch search = new LibrarySearch(new Sysroot(tree), environment);
        List<BuildResult.Warning> warnings = new ArrayList<>();
        for (Entry entry : manifest.entries()) {
            boolean mayBeProgram = entry instanceof Entry.File file
                    && file.content() instanceof Content.Copy
                    && file.mode().executes();
            if (mayBeProgram
                    && search.closure(entry.path()) instanceof Closure closure
                    && closure.program().elf().interpreter().isPresent()) {
                for (Need need : closure.missing()) {
                    String by = need.by().equals(entry.path()) ? "" : " (by way of " + need.by() + ")";
                    warnings.add(new BuildResult.Warning(
                            entry.path(),
                            "needs " + need.name() + by + ", which the manifest does not bring in; trace again"));
                }
            }
        }
        return warnings;
    }
}
