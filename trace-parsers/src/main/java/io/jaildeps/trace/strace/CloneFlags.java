package io.jaildeps.trace.strace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.TraceEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What clone(2), clone3(2) and unshare(2) are told about sharing, by names or by the numbers of Linux (NetBSD's clone has
 * the same); vfork(2) and fork(2) have no flags that matter here.
 */
public final class CloneFlags {
    private static final String FLAGS = "flags=";
    private static final String PREFIX = "CLONE_";

    /** Those that somebody asks for, of sched.h. */
    private static final Map<String, Long> BITS = Map.of(
            "CLONE_FS", 0x200L,
            "CLONE_FILES", 0x400L,
            "CLONE_THREAD", 0x10000L,
            "CLONE_NEWNS", 0x20000L,
            "CLONE_NEWUSER", 0x10000000L);

    private CloneFlags() {}

    /** The flags of a call that makes a thread or process. */
    // clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7efe9e22ea10) =
    // 23636
    // clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES, child_tid=0x7f9130f92990, ...} => {parent_tid=[31544]}, 88) = 31544
    // clone(child_stack=NULL, flags=0x1200000|17, child_tidptr=0x7fe70b437a10) = 924
    // clone(0x1200011, 0, 0, 0x7f59c3c9ba10, 0) = 0x3c1
    public static Set<String> of(TraceEvent.Call call) {
        Set<String> flags = new HashSet<>();
        boolean namesFlags = false;
        for (Arg arg : call.args()) {
            String text = text(arg);
            int at = text.indexOf(FLAGS);
            namesFlags |= at >= 0;
            if (at >= 0) {
                read(text, at + FLAGS.length(), flags);
            } else if (text.contains(PREFIX)) {
                read(text, 0, flags);
            }
        }
        boolean isBare =
                !namesFlags && call.name().equals("clone") && !call.args().isEmpty();
        if (isBare) {
            read(text(call.args().get(0)), 0, flags);
        }
        return flags;
    }

    /** The flags in {@code CLONE_FS|CLONE_FILES}, {@code 0x600} or {@code 0x600 /* CLONE_FS|CLONE_FILES *}{@code /}. */
    public static Set<String> in(String text) {
        Set<String> flags = new HashSet<>();
        read(text, 0, flags);
        return flags;
    }

    /** Reads names and numbers up to the end of the field. */
    private static void read(String text, int from, Set<String> flags) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
            int end = at;
            while (end < text.length() && isOfWord(text.charAt(end))) {
                end++;
            }
            if (text.startsWith(PREFIX, at)) {
                flags.add(text.substring(at, end));
            } else if (end > at && Character.digit(text.charAt(at), 10) >= 0) {
                addBits(text.substring(at, end), flags);
            }
            at = Math.max(end, at + 1);
        }
    }

    private static boolean isOfWord(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static void addBits(String number, Set<String> flags) {
        long bits;
        try {
            bits = Long.decode(number);
        } catch (NumberFormatException e) {
            return; // 0x7f…, cut by somebody: no number has no bits
        }
        BITS.forEach((flag, bit) -> {
            if ((bits & bit) != 0) {
                flags.add(flag);
            }
        });
    }

    private static String text(Arg arg) {
        if (arg instanceof Arg.Word word) {
            return word.text();
        }
        return arg instanceof Arg.Compound compound ? compound.text() : "";
    }
}
