package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code jaildeps trace}: a contract, others script against it. */
final class TraceOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the manifest goes, - for standard output; NAME.jail.json if not given.")
    @Nullable
    Path output;

    @Option(names = "--jail", paramLabel = "DIR", description = "Build the proved jail there, to stay.")
    @Nullable
    Path jail;

    @Option(
            names = "--ready",
            paramLabel = "COND",
            description = "When the target is ready: exit, tcp:[HOST:]PORT, unix:PATH, file:PATH, log:REGEX or"
                    + " quiet:SECONDS. It is found out if not given.")
    @Nullable
    String ready;

    @Option(
            names = "--exercise",
            paramLabel = "COMMAND",
            description = "Shell command run from outside once the target is ready, in both passes; a status other than"
                    + " 0 is a failure. May be given again. It finds PORT, UDP_PORT, SCRATCH and ROOT (the jail's"
                    + " directory, empty on the host) in its environment.")
    List<String> exercise = new ArrayList<>();

    @Option(names = "--user", paramLabel = "USER[:GROUP]", description = "Run the target as this user.")
    @Nullable
    String user;

    @Option(
            names = "--cwd",
            paramLabel = "DIR",
            description = "Start the target in this directory; the current one if not given, / for a known service to"
                    + " which you give no arguments.")
    @Nullable
    Path cwd;

    @Option(names = "--env", paramLabel = "K=V", description = "Set a variable in the target's clean environment.")
    Map<String, String> env = new LinkedHashMap<>();

    @Option(names = "--inherit-env", description = "Give the target our whole environment.")
    boolean inheritEnv;

    @Option(names = "--tracer", paramLabel = "NAME", description = "auto, strace, truss or ktrace, or the path of one.")
    String tracer = "auto";

    @Option(names = "--keep-trace", paramLabel = "FILE", description = "Keep the trace of the host pass.")
    @Nullable
    Path keepTrace;

    @Option(names = "--no-verify", description = "Do not build a jail and run the target in it.")
    boolean noVerify;

    @Option(names = "--max-iterations", paramLabel = "N", description = "Jail passes at most (${DEFAULT-VALUE}).")
    int maxIterations = 12;

    @Option(
            names = "--minimize",
            description = "Remove what the clean jail's proof does without, as the command minimize does.")
    boolean minimize;

    @Option(
            names = "--with",
            paramLabel = "RULE",
            description = "Take in what this rule suggests, though no run proves it. May be given again.")
    List<String> with = new ArrayList<>();

    @Mixin
    ProofOptions proof = new ProofOptions(60);

    @Parameters(arity = "1..*", paramLabel = "PROGRAM [ARG…]", description = "The target and its arguments.")
    List<String> command = new ArrayList<>();

    /** Where the manifest goes. */
    Path output(String program) {
        return output != null ? output : manifestOf(program);
    }

    /** {@code NAME.jail.json} in the working directory. @param program an absolute path, one char per byte */
    static Path manifestOf(String program) {
        return Path.of(HostPath.ofBytes(program).toPath().getFileName() + ".jail.json");
    }
}
