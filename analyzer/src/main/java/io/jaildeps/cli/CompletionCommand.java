package io.jaildeps.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jaildeps completion}: a script for the shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description = "Prints the completion of this command line for bash and zsh: source <(jaildeps completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        String script = AutoComplete.bash("jaildeps", spec.root().commandLine());
        spec.commandLine().getOut().print(script);
        return ExitStatus.DONE;
    }
}
