package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.fixtures.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every call of the logs of strace's own tests is an event with the paths and the result that the log has. What those are
 * is found here a second time, by a plain search in the text, and both are printed in one form:
 * {@code linkat "old" "new" = ENOENT}.
 */
class StraceSuiteEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern NUMBER = Pattern.compile("[0-7]{1,3}|x[0-9a-f]{2}");

    /** Which arguments are paths, after the man pages. */
    private static final Map<String, List<Integer>> PATHS = new HashMap<>();

    static {
        for (String call :
                ("access acct chdir chmod chown chroot creat execve getxattr lchown lgetxattr listxattr llistxattr"
                                + " lremovexattr lsetxattr lstat mkdir mknod open readlink removexattr rmdir setxattr stat statfs"
                                + " swapoff swapon truncate umount umount2 unlink utime utimes")
                        .split(" ")) {
            PATHS.put(call, List.of(0));
        }
        for (String call : ("execveat faccessat faccessat2 fchmodat fchownat fspick futimesat inotify_add_watch mkdirat"
                        + " mknodat mount_setattr newfstatat open_tree openat openat2 readlinkat statx symlink unlinkat"
                        + " utimensat")
                .split(" ")) {
            PATHS.put(call, List.of(1));
        }
        for (String call : "linkat move_mount renameat renameat2 quotactl".split(" ")) {
            PATHS.put(call, List.of(1, 3));
        }
        for (String call : "link mount rename".split(" ")) {
            PATHS.put(call, List.of(0, 1));
        }
        PATHS.put("symlinkat", List.of(2));
        PATHS.put("fanotify_mark", List.of(4));
        PATHS.put("fsconfig", List.of(3));
    }

    private static final long MS_BIND_OR_MOVE = 0x3000;

    @Test
    void events_name_exactly_the_paths_and_results_of_the_log() throws IOException {
        Path cases = Recorded.shared("strace-suite-6.1/cases");
        assumeTrue(Files.isDirectory(cases), "no recorded traces of strace's own tests here");
        int calls = 0;
        int paths = 0;
        try (Stream<Path> logs = Files.list(cases)) {
            for (Path log : logs.sorted().toList()) {
                List<String> expected = Files.readString(log, StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.matches("\\w+\\(.*"))
                        .map(StraceSuiteEventsTest::ofLine)
                        .toList();
                Typed typed = Typed.run("parse", "--events", log);
                assertEquals(ExitStatus.DONE, typed.status(), log + ": " + typed.words());
                List<String> actual =
                        typed.out().lines().map(StraceSuiteEventsTest::ofEvent).toList();
                assertEquals(String.join("\n", expected), String.join("\n", actual), log.toString());
                calls += expected.size();
                paths += (int)
                        expected.stream().filter(line -> line.contains("\"")).count();
            }
        }
        assertTrue(calls > 2000 && paths > 1000, calls + " calls, " + paths + " with paths");
    }

    private static String ofEvent(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            StringBuilder form = new StringBuilder(event.get("call").asText());
            for (String field : List.of("path", "path2")) {
                if (event.hasNonNull(field)) {
                    form.append(" \"").append(event.get(field).asText()).append('"');
                }
            }
            String end = event.hasNonNull("errno")
                    ? event.get("errno").asText()
                    : event.get("result").isNull() ? "?" : event.get("result").asText();
            return form.append(" = ").append(end).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ofLine(String line) {
        int equals = line.lastIndexOf(" = ");
        String name = line.substring(0, line.indexOf('('));
        List<String> args = arguments(line.substring(name.length() + 1, line.lastIndexOf(')', equals)));
        StringBuilder form = new StringBuilder(name);
        for (int position : PATHS.getOrDefault(name, List.of())) {
            String arg = position < args.size() ? args.get(position) : "";
            if (arg.startsWith("\"") && isPath(name, position, args)) {
                form.append(' ').append(plain(arg));
            }
        }
        if (name.equals("connect") || name.equals("bind")) {
            String address = args.get(1);
            int path = address.indexOf("sun_path=\"");
            if (path >= 0) {
                form.append(' ').append(plain(address.substring(path + 9, address.indexOf('"', path + 10) + 1)));
            }
        }
        return form.append(" = ").append(end(line.substring(equals + 3))).toString();
    }

    /** Of mount and fsconfig, the same place may hold something else. */
    private static boolean isPath(String name, int position, List<String> args) {
        boolean isAbsolute = args.get(position).startsWith("\"/");
        if (name.equals("mount") && position == 0) {
            boolean moves = Arrays.stream(args.get(3).split("\\|"))
                    .anyMatch(flag -> flag.matches("0x[0-9a-f]+") && (Long.decode(flag) & MS_BIND_OR_MOVE) != 0);
            return isAbsolute
                    || moves
                    || args.get(3).contains("MS_BIND")
                    || args.get(3).contains("MS_MOVE");
        } else if (name.equals("fsconfig")) {
            return args.get(1).startsWith("FSCONFIG_SET_PATH")
                    || args.get(1).equals("FSCONFIG_SET_STRING")
                            && isAbsolute
                            && args.get(2).equals("\"source\"");
        }
        return true;
    }

    /** Splits at the commas that are in no quotes and no brackets. */
    private static List<String> arguments(String text) {
        List<String> args = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && "([{<".indexOf(c) >= 0) {
                depth++;
            } else if (!quoted && ")]}>".indexOf(c) >= 0 && !text.startsWith("=>", i - 1)) {
                depth--;
            } else if (!quoted && depth == 0 && c == ',') {
                args.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        args.add(text.substring(from).strip());
        return args;
    }

    /** Undoes the escapes of a string, so that it looks like one of JSON that was read; keeps its quotes. */
    private static String plain(String quoted) {
        int close = quoted.lastIndexOf('"');
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < close; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                bytes.append(c);
                continue;
            }
            String rest = quoted.substring(i + 1, close);
            Matcher number = NUMBER.matcher(rest);
            if (number.lookingAt()) {
                int value = rest.charAt(0) == 'x'
                        ? Integer.parseInt(number.group().substring(1), 16)
                        : Integer.parseInt(number.group(), 8);
                bytes.append((char) (value < 0x80 ? value : 0xdc00 + value));
                i += number.group().length();
            } else {
                int letter = "tnvfr".indexOf(rest.charAt(0));
                bytes.append(letter < 0 ? rest.charAt(0) : "\t\n\u000b\f\r".charAt(letter));
                i++;
            }
        }
        return bytes.append('"').toString();
    }

    /** {@code -1 ENOENT (No such file or directory)}, {@code 0x7f12}, {@code 022}, {@code 3</x>}, {@code ?}. */
    private static String end(String result) {
        String value = result.split("[ <]")[0];
        if (value.equals("?")) {
            return "?";
        } else if (value.equals("-1") && result.matches("-1 E\\w+ .*")) {
            return result.split(" ")[1];
        }
        return String.valueOf(Long.decode(value));
    }
}
