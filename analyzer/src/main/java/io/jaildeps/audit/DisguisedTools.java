package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tools under other names: an ELF program that the host has not at this path is compared with the host's tools of the same
 * size, and searched for what some hold whatever they are called.
 */
final class DisguisedTools {
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");
    private static final int SEARCHED_BYTES = 8 << 20;

    private record Known(JailPath path, Rules.Tool tool) {}

    private final Scene scene;
    private final Map<Long, List<Known>> bySize = new HashMap<>();
    private boolean isFilled;

    DisguisedTools(Scene scene) {
        this.scene = scene;
    }

    /** @param task of an ELF file that was read without a fault */
    void look(FileTask task, FileFacts facts) throws IOException {
        boolean isHosts = task.twin().isPresent() && facts.difference().isEmpty();
        if (isHosts
                || !task.inode().isExecutable()
                || scene.expected().entry(task.path()).isPresent()
                || scene.request().programs().contains(task.path())
                || tool(task.path().name()).isPresent()) {
            return;
        }
        for (Known known : hosts().getOrDefault(task.inode().sizeBytes(), List.of())) {
            if (isSame(scene.host().onHost(known.path()), task.file())) {
                report(task, known.tool(), "it is " + known.path() + " under another name");
                return;
            }
        }
        String text = "";
        for (Rules.Tool tool : scene.rules().tools()) {
            if (!tool.holds().isEmpty()) {
                text = text.isEmpty() ? text(task.file()) : text;
                for (String held : tool.holds()) {
                    if (text.contains(held)) {
                        report(task, tool, "it holds \"" + Printable.of(held) + "\"");
                        return;
                    }
                }
            }
        }
    }

    private void report(FileTask task, Rules.Tool tool, String how) {
        scene.findings()
                .add(
                        Kind.TOOL,
                        tool.severity(),
                        task.path(),
                        how + ": " + Printable.of(tool.what()) + ": " + Printable.of(tool.why()),
                        Mend.remove(scene.onHost(task.path()), false));
    }

    private Optional<Rules.Tool> tool(String name) {
        return scene.rules().tools().stream()
                .filter(tool -> tool.name().matcher(name).matches())
                .findFirst();
    }

    private Map<Long, List<Known>> hosts() throws IOException {
        if (!isFilled) {
            isFilled = true;
            Set<Inode.Id> seen = new HashSet<>();
            for (String place : PLACES) {
                for (String name : scene.host().list(JailPath.of(place))) {
                    Optional<Rules.Tool> tool = tool(name);
                    if (tool.isPresent()
                            && scene.host().locate(place + "/" + name) instanceof Location.Present there
                            && there.kind() == Inode.Kind.FILE
                            && seen.add(there.id())) {
                        bySize.computeIfAbsent(there.inode().sizeBytes(), size -> new ArrayList<>())
                                .add(new Known(there.realPath(), tool.get()));
                    }
                }
            }
        }
        return bySize;
    }

    private static boolean isSame(HostPath hosts, HostPath file) {
        try {
            return Files.mismatch(hosts.toPath(), file.toPath()) < 0;
        } catch (IOException unreadable) {
            return false; // the file was read just now; the host's tool is nothing to tell of
        }
    }

    private static String text(HostPath file) throws IOException {
        try (InputStream in = Files.newInputStream(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(SEARCHED_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
