package io.jaildeps.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a file of pam.d(5) as libpam reads them: types and controls in any case, and a line may go on. */
final class PamLines {
    private static final Set<String> TYPES = Set.of("auth", "account", "password", "session");
    // -session  [success=ok default=bad]  pam_systemd.so debug
    private static final Pattern LINE = Pattern.compile("(-?)([A-Za-z]+)\\s+(\\[[^\\]]*\\]|[A-Za-z_]+)\\s+(\\S+)(.*)");
    /** More than libpam takes. */
    private static final int MAX_LINE = 16_384;

    private PamLines() {}

    /**
     * One line.
     *
     * @param type {@code auth} and so on; empty for {@code @include}
     * @param isQuiet whether the module may be absent: {@code -auth}
     * @param control {@code required}, {@code include}; of several words for one in brackets
     * @param module a module's name or path, or the file that is included
     * @param arguments what is behind the module
     */
    record Line(String type, boolean isQuiet, String control, String module, String arguments) {
        boolean isInclude() {
            return control.equals("include") || control.equals("substack");
        }
    }

    /** @param hasService true for pam.conf(5), where each line begins with the service */
    static List<Line> of(String text, boolean hasService) {
        List<Line> lines = new ArrayList<>();
        for (String line : whole(text)) {
            String rest = hasService ? line.replaceFirst("^\\S+\\s+", "") : line;
            parse(rest).ifPresent(lines::add);
        }
        return lines;
    }

    // auth \
    //     required pam_unix.so    # the comment ends with its line
    private static List<String> whole(String text) {
        List<String> whole = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : ConfigLines.of(text)) {
            int comment = part.indexOf('#');
            String bare = (comment < 0 ? part : part.substring(0, comment)).strip();
            if (bare.isEmpty()) {
                continue; // does not end a line that goes on
            }
            boolean goesOn = bare.endsWith("\\") && comment < 0;
            if (line.length() + bare.length() < MAX_LINE) {
                line.append(goesOn ? bare.substring(0, bare.length() - 1) + " " : bare);
            }
            if (!goesOn) {
                whole.add(line.toString().strip());
                line.setLength(0);
            }
        }
        whole.add(line.toString().strip());
        return whole;
    }

    private static Optional<Line> parse(String line) {
        List<String> words = ConfigLines.words(line);
        if (words.size() >= 2 && words.get(0).equalsIgnoreCase("@include")) {
            return Optional.of(new Line("", false, "include", words.get(1), ""));
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String type = matcher.group(2).toLowerCase(Locale.ROOT);
        return TYPES.contains(type)
                ? Optional.of(new Line(
                        type,
                        !matcher.group(1).isEmpty(),
                        matcher.group(3).toLowerCase(Locale.ROOT),
                        matcher.group(4),
                        matcher.group(5)))
                : Optional.empty();
    }
}
