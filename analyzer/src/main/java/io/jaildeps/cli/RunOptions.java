package io.jaildeps.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code jaildeps run}: a contract, others script against it. */
final class RunOptions {
    @Parameters(index = "0", paramLabel = "JAIL", description = "The jail's directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path jail;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PROGRAM [ARG…]",
            description = "What to run, behind --; the manifest's target if not given.")
    List<String> command = new ArrayList<>();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description =
                    "The jail's manifest; that of its last build if not given, or NAME.jail.json beside the jail.")
    @Nullable
    Path manifest;

    @Option(
            names = "--user",
            paramLabel = "USER[:GROUP]",
            description = "Run as this user, by name or number, of the jail's passwd or the host's; the manifest's if"
                    + " not given.")
    @Nullable
    String user;

    @Option(names = "--allow-root", description = "Run as root in the jail, with few of root's capabilities.")
    boolean allowRoot;

    @Option(
            names = "--capabilities",
            split = ",",
            paramLabel = "NAME",
            description = "All that root in the jail can have, such as chown,net_bind_service; \"none\" for none.")
    @Nullable
    List<String> capabilities;

    @Option(names = "--no-new-privs", description = "Let no set-id file and no capability of a file give more rights.")
    boolean noNewPrivs;

    @Option(names = "--umask", paramLabel = "OCTAL", description = "The program's umask (${DEFAULT-VALUE}).")
    String umask = "022";

    @Option(names = "--namespaces", description = "Give it pid, ipc and uts namespaces of its own, with a small init.")
    boolean namespaces;

    @Option(names = "--private-network", description = "Give it a network namespace of its own, loopback up.")
    boolean privateNetwork;

    @Option(
            names = "--terminal",
            description =
                    "Leave it the controlling terminal, for a shell with job control. It could type there as you.")
    boolean terminal;

    @Option(names = "--cwd", paramLabel = "DIR", description = "Start in this directory of the jail.")
    @Nullable
    String cwd;

    @Option(names = "--env", paramLabel = "K=V", description = "Set a variable. May be given again.")
    Map<String, String> env = new LinkedHashMap<>();

    @Option(names = "--bwrap", description = "Let bwrap(1) confine it, also without root.")
    boolean bwrap;

    @Option(names = "--dry-run", description = "Print who it would run as and the words of the command; run nothing.")
    boolean dryRun;
}
