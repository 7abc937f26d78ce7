package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands between a call's name and its duration, in the order of the columns; each may be missing.
 *
 * <pre>
 *  F=4        (R_____)  /etc/hosts        open           [ 13] (RW____)  /etc/shadow
 *  F=3  B=0x1000                          read      F=3  &lt;GETPATH&gt;               fcntl
 *  F=3[  9]                               close                [-2]//etc/hosts       fstatat64, of AT_FDCWD
 *            (R__F)   /etc                access    &lt;rw-r--r--&gt;      /etc/hosts      chmod
 *      &lt;FLGS=0x0&gt;  /Volumes/x    /dev/disk2s1       mount
 * </pre>
 *
 * The bytes of a path are printed as they are: a relative path that looks like another column is taken for one.
 *
 * @param errno 0 if the call succeeded
 * @param descriptors of {@code F=}
 * @param count of {@code B=}, -1 if there is none
 * @param letters between parentheses
 * @param dirfd of {@code [-2]/}, such as -2; empty if there is none
 * @param paths one, or two of mount
 * @param begun true if the kernel gave up before the path's end: only its beginning is printed
 */
record FsUsageColumns(
        int errno,
        List<Integer> descriptors,
        long count,
        String letters,
        String dirfd,
        List<String> paths,
        boolean begun) {
    private static final String BETWEEN_PATHS = "    ";
    /** What /etc, /tmp and /var lead to: of a path through these links the kernel tells the links' text and the rest. */
    private static final Pattern LINKED = Pattern.compile("private/(etc|tmp|var)(/.*)?", Pattern.DOTALL);

    static FsUsageColumns read(FsUsageLine line) {
        Scan scan = new Scan(line);
        if (line.wide()) {
            scan.columns();
        }
        scan.path();
        return new FsUsageColumns(
                scan.errno, scan.descriptors, scan.count, scan.letters, scan.dirfd, scan.paths, scan.begun);
    }

    private static final class Scan {
        private final byte[] b;
        private final int to;
        private final boolean isMount;
        private int at;
        private int errno;
        private final List<Integer> descriptors = new ArrayList<>(1);
        private long count = -1;
        private String letters = "";
        private String dirfd = "";
        private final List<String> paths = new ArrayList<>(1);
        private boolean begun;

        Scan(FsUsageLine line) {
            this.b = line.b();
            this.at = line.from();
            this.to = line.to();
            this.isMount = line.name().equals("mount");
        }

        void columns() {
            int begun = -1;
            while (begun < at) {
                at = Bytes.skipBlanks(b, at, to);
                begun = at;
                if (at < to) {
                    column();
                }
            }
        }

        /** Goes past the column that begins here, or stays. */
        private void column() {
            switch (b[at]) {
                case '[' -> bracket();
                case '(' -> parenthesis();
                case '<' -> angle();
                case 'F', 'B', 'O', 'A', 'D', 'S', 'P', 'N' -> assignment();
                default -> {}
            }
        }

        // [  2]
        private void bracket() {
            int close = Bytes.find(b, at, to, ']');
            int number = close < to ? Bytes.number(b, Bytes.skipBlanks(b, at + 1, close), close) : -1;
            if (number > 0 && errno == 0 && (close + 1 == to || b[close + 1] != '/')) {
                errno = number;
                at = close + 1;
            }
        }

        // (RW____)
        private void parenthesis() {
            int close = at + 1;
            while (close < to && (Character.isLetter(b[close]) || b[close] == '_')) {
                close++;
            }
            if (letters.isEmpty() && close < to && b[close] == ')' && close > at + 1) {
                letters = Bytes.text(b, at + 1, close);
                at = close + 1;
            }
        }

        // <GETPATH>   <CACHING OFF>   <rw-r--r-->
        private void angle() {
            int close = Bytes.find(b, at, to, '>');
            if (close < to && Bytes.find(b, at, close, '/') == close) {
                at = close + 1;
            }
        }

        // F=3   B=0x1000   O=0x00000000
        private void assignment() {
            if (at + 1 == to || b[at + 1] != '=') {
                return;
            }
            int value = at + 2;
            boolean hexadecimal = Bytes.startsWith(b, value, to, Bytes.of("0x"));
            int from = hexadecimal ? value + 2 : value;
            int end = from;
            while (end < to && Character.digit(b[end], 16) >= 0) {
                end++;
            }
            if (end == from || end - from > 16 || end < to && b[end] != ' ' && b[end] != '[') {
                return;
            }
            if (b[at] == 'F') {
                int number = Bytes.number(b, from, end);
                if (hexadecimal || number < 0) {
                    return;
                }
                descriptors.add(number);
            } else if (b[at] == 'B' && hexadecimal) {
                count = Long.parseUnsignedLong(Bytes.text(b, from, end), 16);
            }
            at = end;
        }

        void path() {
            int from = Bytes.skipBlanks(b, at, to);
            // [3]/System   [-2]//etc/hosts
            int close = from < to && b[from] == '[' ? Bytes.find(b, from, to, ']') : to;
            if (close + 1 < to && b[close + 1] == '/' && isNumber(from + 1, close)) {
                dirfd = Bytes.text(b, from + 1, close);
                from = close + 2;
            }
            // /private/tmp/missing>>>>>>>>>>>> : the kernel pads so what it did not look up to the end
            int end = to;
            while (end > from && b[end - 1] == '>') {
                end--;
            }
            begun = end + 1 < to;
            end = begun ? end : to;
            String path = Bytes.text(b, from, end);
            if (LINKED.matcher(path).matches()) {
                path = '/' + path;
            }
            int between = isMount ? path.indexOf(BETWEEN_PATHS) : -1;
            if (between > 0) {
                paths.add(path.substring(0, between));
                paths.add(path.substring(between).strip());
            } else if (!path.isEmpty() || !dirfd.isEmpty()) {
                paths.add(path);
            }
        }

        private boolean isNumber(int from, int end) {
            int digits = from < end && b[from] == '-' ? from + 1 : from;
            return Bytes.number(b, digits, end) >= 0;
        }
    }
}
