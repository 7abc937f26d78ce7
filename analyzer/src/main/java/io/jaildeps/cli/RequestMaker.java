package io.jaildeps.cli;

import io.jaildeps.build.BuildRequest;
import io.jaildeps.build.Progress;
import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.profile.ExpectedDirectories;
import io.jaildeps.profile.Preparation;
import io.jaildeps.profile.Profile;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.tracer.RunSpec;
import io.jaildeps.tracer.Tracer;
import io.jaildeps.tracer.Workspace;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts together what is to be built from the command line, the profile and the system. */
final class RequestMaker {
    private final TraceOptions options;
    private final TargetLookup lookup;
    private final Tracer tracer;
    private final Progress progress;

    RequestMaker(TraceOptions options, TargetLookup lookup, Tracer tracer, Progress progress) {
        this.options = options;
        this.lookup = lookup;
        this.tracer = tracer;
        this.progress = progress;
    }

    BuildRequest make(String program, Workspace workspace)
            throws BadUsage, BadInput, BadProfile, BadRule, IOException, InterruptedException {
        checkOptions();
        Accounts accounts = Accounts.of(new Sysroot(HostPath.ROOT));
        Optional<Profile> profile = profile(program);
        Optional<Preparation> prepared = Optional.empty();
        Optional<HostPath> scratch = Optional.empty();
        if (profile.isPresent() || !options.exercise.isEmpty()) {
            scratch = Optional.of(workspace.scratch());
        }
        if (profile.isPresent()) {
            progress.note(
                    "profile " + profile.get().name() + ": " + profile.get().why());
            prepared = Optional.of(Preparation.of(profile.get(), program, workspace.scratch()));
            prepared.get().messages().forEach(progress::note);
            if (Privilege.isRoot()) {
                ExpectedDirectories.make(prepared.get().directories(), accounts, workspace);
            }
        }
        Optional<Identity> identity = Identity.of(user(profile), accounts);
        if (Privilege.isRoot()
                && identity.isPresent()
                && identity.get().forRun().change()) {
            Preloads.checkTrusted(options.env, identity.get().name());
        }
        Manifest.Target target = target(program, profile, prepared, identity);
        return new BuildRequest(
                target,
                new Manifest.Platform(tracer.system().name().toLowerCase(Locale.ROOT), architecture()),
                new Proving(profile, prepared, scratch)
                        .proof(target.exercise(), TargetInput.copy(options.proof.stdin, workspace)),
                identity.map(Identity::forRun).orElse(RunSpec.Identity.SAME),
                new RunSpec.Tracing(tracer, true, !options.proof.allCpus, options.proof.privateNetwork),
                new BuildRequest.Limits(Duration.ofSeconds(options.proof.timeoutSeconds), options.maxIterations),
                !options.noVerify,
                Optional.ofNullable(options.keepTrace).map(HostPath::of),
                RuleFiles.suggesting(options.proof.rules, options.with));
    }

    private void checkOptions() throws BadUsage {
        Numbers.atLeastOne("--max-iterations", options.maxIterations);
        if (options.env.containsKey("")) {
            throw new BadUsage("cannot set a variable without a name: --env wants NAME=VALUE");
        }
    }

    private Optional<Profile> profile(String program) throws BadProfile, IOException {
        Optional<Profile> known = RuleFiles.profile(program, options.proof.rules);
        boolean asUserSays = options.command.size() > 1 || !options.exercise.isEmpty();
        return asUserSays ? known.map(Profile::surroundings) : known;
    }

    private String user(Optional<Profile> profile) {
        if (options.user != null) {
            return options.user;
        }
        return Privilege.isRoot() ? profile.map(Profile::user).orElse("") : "";
    }

    private Manifest.Target target(
            String program, Optional<Profile> profile, Optional<Preparation> prepared, Optional<Identity> identity)
            throws BadUsage {
        List<String> command = new ArrayList<>(List.of(program));
        options.command.stream().skip(1).map(TargetLookup::bytes).forEach(command::add);
        prepared.ifPresent(
                ready -> ready.arguments().stream().map(TargetLookup::bytes).forEach(command::add));
        List<String> exercises = new ArrayList<>(options.exercise);
        prepared.ifPresent(ready -> ready.exercises().forEach(script -> exercises.add(script.text())));
        String user = identity.map(Identity::text).orElse(System.getProperty("user.name", "root"));
        return new Manifest.Target(
                command,
                cwd(profile.isPresent() && options.command.size() == 1),
                user,
                environment(prepared, identity),
                ready(profile),
                exercises,
                options.proof.expectStatus(0),
                options.proof.privateNetwork,
                TargetInput.named(options.proof.stdin));
    }

    private String ready(Optional<Profile> profile) throws BadUsage {
        String ready = options.ready != null
                ? options.ready
                : profile.map(Profile::ready).orElse("guess");
        try {
            return Ready.parse(ready).text();
        } catch (IllegalArgumentException e) {
            throw new BadUsage("cannot use --ready " + Words.visible(ready) + ": " + e.getMessage());
        }
    }

    private JailPath cwd(boolean service) throws BadUsage {
        Path directory = options.cwd != null ? options.cwd : service ? Path.of("/") : Path.of("");
        if (!Files.isDirectory(directory)) {
            throw new BadUsage("cannot start in " + HostPath.of(directory) + ": not a directory");
        }
        return JailPath.ofBytes(HostPath.of(directory).bytes());
    }

    private SortedMap<String, String> environment(Optional<Preparation> prepared, Optional<Identity> identity) {
        TreeMap<String, String> environment = new TreeMap<>();
        if (options.inheritEnv) {
            environment.putAll(lookup.environment());
        } else {
            environment.putAll(cleanEnvironment(
                    identity.map(Identity::name).orElse(System.getProperty("user.name", "root")),
                    identity.map(Identity::home).orElse(System.getProperty("user.home", "/root"))));
        }
        prepared.ifPresent(ready -> environment.putAll(ready.environment()));
        environment.putAll(options.env);
        return environment;
    }

    /** The same for everybody, so that two people get the same manifest. */
    static SortedMap<String, String> cleanEnvironment(String user, String home) {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", TargetLookup.SYSTEM_PATH);
        environment.put("LANG", "C.UTF-8");
        environment.put("TERM", "dumb");
        environment.put("USER", user);
        environment.put("HOME", home);
        return environment;
    }

    /** The machine that we run on, as uname(1) names it. */
    static String architecture() {
        String arch = System.getProperty("os.arch", "unknown");
        return arch.equals("amd64") ? "x86_64" : arch;
    }
}
