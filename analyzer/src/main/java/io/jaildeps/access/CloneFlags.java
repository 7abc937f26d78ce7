package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.TraceEvent;
import java.util.HashSet;
import java.util.Set;

/** The flags of clone(2) and clone3(2); vfork(2) and fork(2) have none that matter here. */
final class CloneFlags {
    private CloneFlags() {}

    // clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7efe9e22ea10) =
    // 23636
    // clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES, child_tid=0x7f9130f92990, ...} => {parent_tid=[31544]}, 88) = 31544
    static Set<String> of(TraceEvent.Call call) {
        Set<String> flags = new HashSet<>();
        for (Arg arg : call.args()) {
            String text = text(arg);
            if (text.contains("CLONE_")) {
                Numbers.namesIn(text).stream()
                        .filter(word -> word.startsWith("CLONE_"))
                        .forEach(flags::add);
            }
        }
        return flags;
    }

    private static String text(Arg arg) {
        if (arg instanceof Arg.Word word) {
            return word.text();
        }
        return arg instanceof Arg.Compound compound ? compound.text() : "";
    }
}
