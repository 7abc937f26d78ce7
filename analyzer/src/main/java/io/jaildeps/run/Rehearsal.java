package io.jaildeps.run;

import io.jaildeps.path.Printable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Proves that a tool chain keeps what it promises, before it runs anything of the jail: the same words up to the program,
 * with the host's files in the jail's place, run a script of the host that tells what it has become and tries to get back.
 * In the jail itself there may be nothing that could look.
 */
final class Rehearsal {
    // $1 setpriv(1), $2 unshare(1), $3 true(1); prints proc_pid_status(5), then what should not have worked
    private static final String CHECK_SCRIPT = """
            while IFS= read -r line; do printf '%s\\n' "$line"; done </proc/self/status
            printf 'Umask now:%s\\n' "$(umask)"
            "$1" --reuid=0 -- "$3" 2>/dev/null && printf 'Regained:user 0\\n'
            "$1" --regid=0 -- "$3" 2>/dev/null && printf 'Regained group:group 0\\n'
            "$2" --root=/ -- "$3" 2>/dev/null && printf 'Changes root:again\\n'
            "$2" --user -- "$3" 2>/dev/null && printf 'Makes namespaces:of users\\n'
            printf 'Checked:all\\n'
            """;

    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int PATIENCE_SECONDS = 30;

    private final JailedProgram program;
    private final Limits limits;
    private final ToolChain chain;

    Rehearsal(JailedProgram program, Limits limits, ToolChain chain) {
        this.program = program;
        this.limits = limits;
        this.chain = chain;
    }

    /** @throws CannotRun if the chain fails, or what it leads to is more than was asked for */
    void check() throws CannotRun, IOException, InterruptedException {
        List<String> script = new ArrayList<>(List.of(ToolChain.path("sh"), "-c", CHECK_SCRIPT, "sh"));
        for (String tool : List.of("setpriv", "unshare", "true")) {
            script.add(ToolChain.path(tool));
        }
        String output = output(chain.rehearsal(script));
        ProcessStatus status = ProcessStatus.of(output);
        if (!status.text("Checked").equals("all")) {
            throw new CannotRun("cannot run in " + program.jail() + ": " + reason(output));
        }
        List<String> wrong = wrong(status);
        if (!wrong.isEmpty()) {
            throw new CannotRun("cannot run in " + program.jail() + ": a rehearsal did not drop what it should: "
                    + Printable.of(String.join("; ", wrong)));
        }
    }

    /** What of a status is more than was asked for, in words. */
    List<String> wrong(ProcessStatus status) {
        RunAs user = program.user();
        List<String> wrong = new ArrayList<>();
        expect(status.numbers("Uid").equals(Collections.nCopies(4, user.uid())), status, "Uid", wrong);
        expect(status.numbers("Gid").equals(Collections.nCopies(4, user.gid())), status, "Gid", wrong);
        expect(new HashSet<>(status.numbers("Groups")).equals(new HashSet<>(user.groups())), status, "Groups", wrong);
        expect(status.mask("CapInh") == 0, status, "CapInh", wrong);
        expect(status.mask("CapAmb") == 0, status, "CapAmb", wrong);
        long bounding = Capability.mask(chain.bounding());
        long held = user.uid() == 0 ? bounding : 0;
        expect((status.mask("CapPrm") & ~held) == 0, status, "CapPrm", wrong);
        expect((status.mask("CapEff") & ~held) == 0, status, "CapEff", wrong);
        expect((status.mask("CapBnd") & ~bounding) == 0, status, "CapBnd", wrong);
        expect(status.text("NoNewPrivs").equals(limits.noNewPrivs() ? "1" : "0"), status, "NoNewPrivs", wrong);
        expect(
                status.text("Umask now").matches("[0-7]{1,4}")
                        && Integer.parseInt(status.text("Umask now"), 8) == limits.umask(),
                status,
                "Umask now",
                wrong);
        if (user.uid() != 0) {
            for (String escape : List.of("Regained", "Changes root", "Makes namespaces")) {
                expect(status.text(escape).isEmpty(), status, escape, wrong);
            }
            expect(user.gid() == 0 || status.text("Regained group").isEmpty(), status, "Regained group", wrong);
        }
        return wrong;
    }

    private static void expect(boolean right, ProcessStatus status, String field, List<String> wrong) {
        if (!right) {
            wrong.add(field + " " + status.text(field).replaceAll("\\s+", " "));
        }
    }

    // mount: /srv/jail/proc: mount point does not exist.
    /** What the first tool said that failed; lines of the status are none of that. */
    private static String reason(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !line.matches("[A-Z]\\w*:\\t.*"))
                .findFirst()
                .map(Printable::of)
                .orElse("the tools ended without a word");
    }

    private static String output(List<String> words) throws CannotRun, IOException, InterruptedException {
        Process process = start(words);
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> beginning(process.getInputStream()));
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new CannotRun("cannot run in a jail: a rehearsal took more than " + PATIENCE_SECONDS + " s");
            }
            return output.join();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> words) throws CannotRun, IOException {
        ProcessBuilder builder = new ProcessBuilder(RunningProgram.encodable(words))
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        RunningProgram.clean(builder);
        return builder.start();
    }

    private static String beginning(InputStream from) {
        try (from) {
            String text = new String(from.readNBytes(MAX_OUTPUT), StandardCharsets.ISO_8859_1);
            from.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
