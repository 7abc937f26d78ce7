package io.jaildeps.cli;

import io.jaildeps.jail.BuiltJail;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.run.CannotRun;
import io.jaildeps.run.Capability;
import io.jaildeps.run.ExecutedFiles;
import io.jaildeps.run.JailMount;
import io.jaildeps.run.JailRun;
import io.jaildeps.run.JailedProgram;
import io.jaildeps.run.Limits;
import io.jaildeps.run.RunAs;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts together what is to be run from the command line, the jail and its manifest. */
final class RunMaker {
    private static final int MAX_UMASK = 0777;

    private final RunOptions options;
    private final HostPath jail;
    private final Sysroot tree;
    private final ExecutedFiles executed;
    private final Optional<Manifest> manifest;

    RunMaker(RunOptions options) throws BadInput, IOException {
        this.options = options;
        if (!Files.isDirectory(options.jail)) {
            throw new BadInput("cannot run in " + HostPath.of(options.jail) + ": no such directory");
        }
        this.jail = HostPath.of(options.jail.toRealPath());
        if (jail.isRoot()) {
            throw new BadInput("cannot run in /: it is no jail");
        }
        this.tree = new Sysroot(jail);
        this.executed = new ExecutedFiles(tree);
        this.manifest = manifest();
    }

    private Optional<Manifest> manifest() throws BadInput, IOException {
        if (options.manifest != null) {
            return Optional.of(ManifestFile.read(options.manifest));
        }
        Optional<Manifest> built = BuiltJail.manifest(jail);
        Path beside = jail.parent().resolve(jail.name() + ".jail.json").toPath();
        return built.isPresent() || !Files.isRegularFile(beside) ? built : Optional.of(ManifestFile.read(beside));
    }

    JailedProgram program() throws BadUsage, BadInput, CannotRun, IOException {
        RunAs user = user();
        List<JailMount> mounts = new ArrayList<>();
        if (manifest.isPresent()) {
            String release = System.getProperty("os.version", "");
            for (Manifest.Mount mount : manifest.get().mounts()) {
                mounts.add(JailMount.of(mount.fstype(), mount.path(), jail, release));
            }
        }
        SortedMap<String, String> environment = environment(user);
        List<String> command = command(environment.getOrDefault("PATH", TargetLookup.SYSTEM_PATH));
        Optional<String> lacking = executed.lacking(command.get(0));
        if (lacking.isPresent()) {
            throw new BadInput("cannot run " + Printable.of(command.get(0)) + " in " + jail + ": " + lacking.get());
        }
        return new JailedProgram(jail, command, cwd(), environment, user, mounts);
    }

    private RunAs user() throws BadUsage, BadInput, IOException {
        Optional<String> asked = Optional.ofNullable(options.user)
                .or(() -> manifest.map(one -> one.target().user()));
        if (asked.isEmpty()) {
            throw new BadUsage("cannot run in " + jail + ": no manifest says as whom; give --user");
        }
        RunAs user = user(asked.get());
        if (user.uid() == 0 && !options.allowRoot) {
            throw new BadUsage("cannot run as root in " + jail
                    + ": give --user USER, or --allow-root if it changes its user by itself");
        }
        if (!JailRun.isRoot() && user.uid() != uid()) {
            throw new BadUsage("cannot run as " + Printable.of(user.name()) + ": only root may change the user");
        }
        return user;
    }

    private RunAs user(String asked) throws BadUsage, BadInput, IOException {
        try {
            return RunAs.of(TargetLookup.bytes(asked), jail);
        } catch (CannotRun unknown) {
            if (options.user != null) {
                throw new BadUsage(String.valueOf(unknown.getMessage()));
            }
            throw new BadInput(unknown.getMessage() + ", whom the manifest names");
        }
    }

    private static long uid() throws IOException {
        return Inode.at(HostPath.of("/proc/self/task")).orElseThrow().uid();
    }

    private List<String> command(String path) throws BadUsage, IOException {
        if (options.command.isEmpty()) {
            return manifest.orElseThrow(
                            () -> new BadUsage("cannot run in " + jail + ": no manifest says what; give -- PROGRAM"))
                    .target()
                    .command();
        }
        List<String> words = new ArrayList<>();
        options.command.forEach(word -> words.add(TargetLookup.bytes(word)));
        words.set(0, inJail(words.get(0), path));
        return words;
    }

    /** The program's absolute path in the jail, by the PATH that it would have there. */
    private String inJail(String program, String path) throws BadUsage, IOException {
        List<String> candidates = new ArrayList<>();
        if (program.startsWith("/")) {
            candidates.add(program);
        } else if (!program.isEmpty() && !program.contains("/")) {
            for (String directory : path.split(":")) {
                candidates.add(directory + "/" + program);
            }
        } else {
            throw new BadUsage("cannot run " + Printable.of(program) + ": give its absolute path in the jail");
        }
        for (String candidate : candidates) {
            if (candidate.startsWith("/") && executed.has(candidate)) {
                return candidate;
            }
        }
        throw new BadUsage("cannot run " + Printable.of(program) + ": the jail has no such program");
    }

    private JailPath cwd() throws BadUsage, IOException {
        if (options.cwd != null && !options.cwd.startsWith("/")) {
            throw new BadUsage("cannot start in " + Words.visible(options.cwd) + ": give an absolute path of the jail");
        }
        JailPath cwd = options.cwd != null
                ? JailPath.ofBytes(TargetLookup.bytes(options.cwd))
                : options.command.isEmpty()
                        ? manifest.map(one -> one.target().cwd()).orElse(JailPath.ROOT)
                        : JailPath.ROOT;
        boolean directory = tree.locate(cwd) instanceof Location.Present found && found.kind() == Inode.Kind.DIRECTORY;
        if (!directory) {
            throw new BadUsage("cannot start in " + cwd + ": no such directory in the jail");
        }
        return cwd;
    }

    /** The manifest's, with the names of another user if one is asked for; else what every target gets. */
    private SortedMap<String, String> environment(RunAs user) {
        SortedMap<String, String> clean = RequestMaker.cleanEnvironment(user.name(), user.home());
        TreeMap<String, String> environment =
                new TreeMap<>(manifest.map(one -> one.target().environment()).orElse(clean));
        if (options.user != null) {
            environment.put("USER", user.name());
            environment.put("HOME", user.home());
        }
        options.env.forEach((name, value) -> environment.put(TargetLookup.bytes(name), TargetLookup.bytes(value)));
        return environment;
    }

    Limits limits() throws BadUsage, CannotRun, IOException {
        return new Limits(
                options.noNewPrivs,
                umask(),
                options.namespaces,
                options.privateNetwork,
                options.terminal,
                capabilities());
    }

    private int umask() throws BadUsage {
        if (!options.umask.matches("[0-7]{1,4}") || Integer.parseInt(options.umask, 8) > MAX_UMASK) {
            throw new BadUsage("cannot set umask " + Words.visible(options.umask) + ": not three octal digits");
        }
        return Integer.parseInt(options.umask, 8);
    }

    /** Root in the jail gets what servers need; others get none, and then nothing in the jail can give them any. */
    private Set<Capability> capabilities() throws BadUsage {
        if (options.capabilities == null) {
            return options.allowRoot ? Capability.OF_SERVERS : Set.of();
        }
        EnumSet<Capability> chosen = EnumSet.noneOf(Capability.class);
        for (String name : options.capabilities) {
            if (!name.equals("none")) {
                chosen.add(Capability.of(name)
                        .orElseThrow(() -> new BadUsage(
                                "cannot keep the capability " + Words.visible(name) + ": there is no such one")));
            }
        }
        return chosen;
    }
}
