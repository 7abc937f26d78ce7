package io.jaildeps.audit;

import io.jaildeps.host.Tools;
import io.jaildeps.jail.DpkgDatabase;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which packages of the host own files: the databases of dpkg(1) and apk(8) are read, rpm(8) is asked. */
final class Packages {
    /** Shorter than any system's limit for arguments. */
    private static final int SHARE = 200;

    private static final int ANY_STATUS = 255;

    private Packages() {}

    /** A package's name and version, fit for a terminal. */
    record Owner(String name, String version) {}

    /** The owners of those paths that have one. */
    static Map<JailPath, Owner> owners(Scene scene, Collection<JailPath> paths)
            throws IOException, InterruptedException {
        if (paths.isEmpty()) {
            return Map.of();
        }
        Map<JailPath, JailPath> onHost = new HashMap<>();
        for (JailPath path : paths) {
            onHost.put(path, scene.host().locate(path) instanceof Location.Present there ? there.realPath() : path);
        }
        Map<JailPath, Owner> known = new HashMap<>();
        new DpkgDatabase(scene.request().host())
                .owners(onHost.values())
                .forEach((path, owner) -> known.put(path, printable(owner.name(), owner.version())));
        if (known.isEmpty()) {
            known.putAll(ApkDatabase.owners(scene.host(), onHost.values()));
        }
        Optional<String> database = known.isEmpty() ? rpmDatabase(scene) : Optional.empty();
        if (database.isPresent()) {
            known.putAll(rpm(scene.request().host(), database.get(), onHost.values()));
        }
        Map<JailPath, Owner> owners = new HashMap<>();
        onHost.forEach(
                (path, there) -> Optional.ofNullable(known.get(there)).ifPresent(owner -> owners.put(path, owner)));
        return owners;
    }

    static Owner printable(String name, String version) {
        return new Owner(Printable.of(name), Printable.of(version));
    }

    /** Where the host has it: the rpm(8) of another system looks elsewhere, Debian's in the home of whoever asks. */
    private static Optional<String> rpmDatabase(Scene scene) throws IOException {
        for (String directory : List.of("/usr/lib/sysimage/rpm", "/var/lib/rpm")) {
            if (scene.host().locate(directory + "/") instanceof Location.Present) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    /** One path a call would take a second for thirty: many are asked about at once, one line comes back for each. */
    private static Map<JailPath, Owner> rpm(HostPath host, String database, Collection<JailPath> paths)
            throws IOException, InterruptedException {
        Map<JailPath, Owner> owners = new HashMap<>();
        List<JailPath> plain = paths.stream()
                .distinct()
                .filter(path -> path.bytes().indexOf('\n') < 0)
                .toList();
        for (int from = 0; from < plain.size(); from += SHARE) {
            List<JailPath> share = plain.subList(from, Math.min(plain.size(), from + SHARE));
            List<String> command = new ArrayList<>(List.of(
                    "rpm",
                    "--root",
                    host.bytes(),
                    "--dbpath",
                    database,
                    "--nosignature",
                    "--nodigest",
                    "-q",
                    "-f",
                    "--qf",
                    "=%{NAME} %{VERSION}-%{RELEASE}\\n"));
            share.forEach(path -> command.add(path.bytes()));
            // =glibc 2.38-14.fc39
            // file /etc/mine is not owned by any package
            List<String> lines = Tools.output(command, new byte[0], ANY_STATUS)
                    .orElse("")
                    .lines()
                    .toList();
            for (int i = 0; i < share.size() && lines.size() == share.size(); i++) {
                String[] words = lines.get(i).split(" ", -1);
                if (words.length == 2 && words[0].startsWith("=")) {
                    owners.put(share.get(i), printable(words[0].substring(1), words[1]));
                }
            }
        }
        return owners;
    }
}
