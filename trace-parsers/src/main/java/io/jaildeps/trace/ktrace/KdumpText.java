package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.StraceNotation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The strings in a record. OpenBSD writes them with the escapes of vis(3) and folds long lines with a backslash, a newline
 * and a tab, NetBSD does so with arguments; the others write the bytes as they are, newlines and quotes too.
 */
final class KdumpText {
    private static final Pattern FOLD = Pattern.compile("\\\\\n\t?");
    /** {@code [0] = "sh"}: OpenBSD's. */
    private static final Pattern ELEMENT = Pattern.compile("\\[\\d+\\] = \"((?:[^\"\\\\]|\\\\.)*+)\"");

    private static final Pattern NAMED =
            Pattern.compile("struct sockaddr \\{ (AF_\\w+), (.*?) ?\\}\\s*", Pattern.DOTALL);
    // [mbsoname: [/var/run/log]] as NetBSD's sockaddr_snprintf(3) writes it
    private static final Pattern MISC = Pattern.compile("mbsoname: \\[(/.*)\\]\\s*", Pattern.DOTALL);
    private static final Pattern INTERNET = Pattern.compile("\\[?([0-9a-fA-F.:]+)\\]?:(\\d{1,5})");

    private KdumpText() {}

    /** The string between the quotes; null if these are not there. */
    static @Nullable String quoted(String detail, boolean isVis) {
        String text = detail.stripTrailing();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return null;
        }
        String inner = text.substring(1, text.length() - 1);
        return isVis ? unfold(inner) : inner;
    }

    /**
     * Where the name at the beginning of {@code detail} ends, behind its closing quote, or -1. A name may have newlines and
     * quotes in it, and behind it may stand lines that are no record's and words that people add; of what could be both,
     * the shorter is the name, unless there or behind it is an odd number of quotes.
     */
    static int nameEnd(String detail) {
        if (!detail.startsWith("\"")) {
            return -1;
        }
        int newline = detail.indexOf('\n');
        String first = (newline < 0 ? detail : detail.substring(0, newline)).stripTrailing();
        int quote = first.lastIndexOf('"');
        if (newline < 0) {
            return quote > 0 ? quote + 1 : -1;
        }
        boolean isNoted = quote > 0 && quote + 1 < first.length() && Character.isWhitespace(first.charAt(quote + 1));
        boolean isPaired = arePaired(first) && arePaired(detail.substring(newline));
        if (quote > 0 && isPaired && (quote + 1 == first.length() || isNoted)) {
            return quote + 1;
        }
        int last = lastLineInQuotes(detail);
        return last > first.length() ? last : quote > 0 ? quote + 1 : -1;
    }

    private static boolean arePaired(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    /** Where the last line ends that ends in a quote, without the blanks behind it, or -1. */
    private static int lastLineInQuotes(String detail) {
        int end = detail.length();
        while (end > 0) {
            int last = end;
            while (last > 0 && (detail.charAt(last - 1) == ' ' || detail.charAt(last - 1) == '\t')) {
                last--;
            }
            if (last > 0 && detail.charAt(last - 1) == '"') {
                return last;
            }
            end = detail.lastIndexOf('\n', end - 1);
        }
        return -1;
    }

    private static String unfold(String text) {
        return Vis.decode(text.indexOf('\n') < 0 ? text : FOLD.matcher(text).replaceAll(""));
    }

    /** argv of ARGS records: one string a line, or all with commas between. */
    static List<String> strings(String detail, boolean isVis) {
        List<String> strings = new ArrayList<>();
        if (isVis) {
            Matcher element = ELEMENT.matcher(FOLD.matcher(detail).replaceAll(""));
            while (element.find()) {
                strings.add(Vis.decode(element.group(1)));
            }
            return strings;
        }
        String text = quoted(detail, false);
        return text == null ? strings : List.of(text.split("\", \"", -1));
    }

    /** The address of a STRU or MISC record in the notation of strace, empty if it is none. */
    static String socket(String detail, boolean isVis) {
        Matcher misc = MISC.matcher(detail);
        if (misc.matches()) {
            return StraceNotation.unixAddress(misc.group(1));
        }
        Matcher named = NAMED.matcher(detail);
        if (!named.matches()) {
            return "";
        }
        String family = named.group(1);
        String address = named.group(2);
        if (family.equals("AF_UNIX") || family.equals("AF_LOCAL")) {
            String path = isVis ? quoted(address, true) : address;
            return StraceNotation.unixAddress(path == null ? address : path);
        }
        Matcher internet = INTERNET.matcher(address);
        if (family.startsWith("AF_INET") && internet.matches()) {
            String port = Integer.toString(Integer.parseInt(internet.group(2)));
            return family.equals("AF_INET6")
                    ? StraceNotation.internet6Address(internet.group(1), port)
                    : StraceNotation.internetAddress(internet.group(1), port);
        }
        return "{sa_family=" + family + "}";
    }
}
