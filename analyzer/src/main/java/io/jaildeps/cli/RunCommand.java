package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.run.CannotRun;
import io.jaildeps.run.JailRun;
import io.jaildeps.run.JailedProgram;
import io.jaildeps.run.RunningProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jaildeps run}: run a program in its jail, privileges dropped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        description = "Runs a program in a jail that it can not leave. The exit status is the program's.")
final class RunCommand implements Callable<Integer> {
    /** The status of a program that a signal has ended, 128 + its number. */
    private static final Map<String, Integer> ENDED_BY = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws BadUsage, BadInput, CannotRun, IOException, InterruptedException {
        RunMaker maker = new RunMaker(options);
        JailedProgram program = maker.program();
        JailRun run = new JailRun(program, maker.limits(), options.bwrap);
        if (options.dryRun) {
            print(program, run);
            return ExitStatus.DONE;
        }
        CompletableFuture<RunningProgram> started = new CompletableFuture<>();
        Set<String> passed = ConcurrentHashMap.newKeySet();
        Signals.to(name -> {
            passed.add(name);
            pass(name, started.join());
        });
        RunningProgram running = run.start();
        started.complete(running);
        int status = running.await();
        ENDED_BY.forEach((name, ended) -> {
            if (status == ended && passed.contains(name)) {
                spec.commandLine().getErr().println(Interruption.MESSAGE);
            }
        });
        return status;
    }

    private void print(JailedProgram program, JailRun run) throws CannotRun, IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("user " + Printable.of(program.user().name()) + " "
                + program.user().uid() + ":" + program.user().gid() + " by "
                + program.user().source());
        out.println("jail " + HostPath.of(program.jail().toPath()));
        run.words().forEach(word -> out.println("  " + Printable.of(word)));
    }

    private static void pass(String signal, RunningProgram running) {
        try {
            running.signal(signal);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pass on the signal " + signal + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
