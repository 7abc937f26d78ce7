package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What help names is told in the documentation too. */
class DocumentedOptionsTest {
    private static final Pattern OPTION = Pattern.compile("(?m)^ {2,6}(?:-\\w, )?(--[a-z-]+)");
    private static final List<String> EVERYWHERE = List.of("--help", "--version", "--quiet", "--format");

    private static String docs() throws IOException {
        Path folder = Path.of("../docs");
        return Files.readString(folder.resolve("cli.md"))
                + Files.readString(folder.resolve("audit.md"))
                + Files.readString(folder.resolve("run.md"))
                + Files.readString(folder.resolve("suggestions.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trace",
                "parse",
                "build",
                "audit",
                "diff",
                "merge",
                "explain",
                "check",
                "minimize",
                "run",
                "report",
                "ldd",
                "completion"
            })
    void every_option_that_help_names_is_documented(String command) throws IOException {
        String docs = docs();
        Matcher option = OPTION.matcher(Typed.run(command, "--help").out());
        int count = 0;
        while (option.find()) {
            count++;
            String name = option.group(1);
            boolean isTold = EVERYWHERE.contains(name)
                    || docs.contains("`" + name)
                    || docs.contains("[" + name)
                    || docs.contains(" " + name + " ");
            assertTrue(isTold, command + " " + name);
        }
        assertTrue(count >= 2, command);
    }
}
