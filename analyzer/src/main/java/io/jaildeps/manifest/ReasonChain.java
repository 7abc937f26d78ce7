package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shortest way from a manifest's target to one of its entries by the reasons that entries give. */
final class ReasonChain {
    /** {@code needed by /usr/bin/ls (RUNPATH /opt/lib)}: a verb phrase, a preposition, an absolute path, a detail. */
    private static final Pattern REASON = Pattern.compile(".*?\\b(?:by|of|from|in) (/.*)");

    private static final String DETAIL = " (";

    /** An entry and the reason for it that the chain goes by. */
    record Step(JailPath path, String reason) {}

    private final Map<JailPath, Entry> entries = new HashMap<>();
    private final Map<String, JailPath> printed = new HashMap<>();
    private final LinkView links;
    private final JailPath program;

    ReasonChain(Manifest manifest) {
        for (Entry entry : manifest.entries()) {
            entries.put(entry.path(), entry);
            printed.put(entry.path().toString(), entry.path());
        }
        links = new LinkView(manifest);
        String command = manifest.target().command().get(0);
        program = command.startsWith("/")
                ? links.follow(JailPath.ofBytes(command), true).path()
                : JailPath.ROOT;
    }

    /** From the target to the entry; of one step if no reason of the entry leads any further. */
    List<Step> to(JailPath entry) {
        Map<JailPath, Step> cameFrom = new HashMap<>();
        Deque<JailPath> rest = new ArrayDeque<>(List.of(entry));
        Set<JailPath> seen = new HashSet<>(rest);
        Optional<Step> start = Optional.empty();
        while (!rest.isEmpty()) {
            JailPath at = rest.remove();
            if (at.equals(program)) {
                return walk(new Step(at, ofProgram(at)), cameFrom, entry);
            }
            for (String reason : reasons(at)) {
                Optional<JailPath> from = from(reason).filter(entries::containsKey);
                if (from.isEmpty() && start.isEmpty() && !reason.startsWith("~")) {
                    start = Optional.of(new Step(at, reason));
                } else if (from.isPresent() && seen.add(from.get())) {
                    cameFrom.put(from.get(), new Step(at, reason));
                    rest.add(from.get());
                }
            }
        }
        return start.map(first -> walk(first, cameFrom, entry)).orElse(List.of());
    }

    private List<Step> walk(Step first, Map<JailPath, Step> cameFrom, JailPath entry) {
        List<Step> chain = new ArrayList<>(List.of(first));
        for (JailPath at = first.path();
                !at.equals(entry);
                at = chain.get(chain.size() - 1).path()) {
            chain.add(cameFrom.getOrDefault(at, new Step(entry, "")));
        }
        return Collections.unmodifiableList(chain);
    }

    /** That it is the target says more than that a program of its own opened it. */
    private String ofProgram(JailPath path) {
        List<String> reasons = reasons(path);
        return reasons.stream()
                .filter(reason -> from(reason).isEmpty() && !reason.startsWith("~"))
                .findFirst()
                .orElse(reasons.isEmpty() ? "" : reasons.get(0));
    }

    private List<String> reasons(JailPath path) {
        Entry entry = entries.get(path);
        return entry == null ? List.of() : entry.why();
    }

    /** The entry whose need the reason is; empty for one that stands for itself, as "the target" does. */
    private Optional<JailPath> from(String reason) {
        Matcher matcher = REASON.matcher(reason);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(1);
        JailPath known = printed.get(rest);
        for (int end = rest.lastIndexOf(DETAIL); known == null && end > 0; end = rest.lastIndexOf(DETAIL, end - 1)) {
            known = printed.get(rest.substring(0, end));
        }
        int detail = rest.indexOf(DETAIL);
        String path = detail < 0 ? rest : rest.substring(0, detail);
        if (known == null && path.indexOf(0) < 0 && path.chars().allMatch(c -> c < 0x80)) {
            known = JailPath.ofBytes(path);
        }
        return Optional.ofNullable(known).map(name -> links.follow(name, true).path());
    }
}
