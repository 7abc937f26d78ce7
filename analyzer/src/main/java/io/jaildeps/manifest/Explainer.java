package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers why a path is in a manifest, or why it is not, from what the manifest says. */
public final class Explainer {
    private final Manifest manifest;
    private final LinkView links;

    public Explainer(Manifest manifest) {
        this.manifest = manifest;
        this.links = new LinkView(manifest);
    }

    /** Explains one path; links of its way are followed, one in its last component is explained itself. */
    public Explanation explain(JailPath asked) {
        LinkView.Led led = links.follow(asked, false);
        return entry(asked, led)
                .or(() -> mount(asked, led))
                .or(() -> socket(asked, led))
                .or(() -> way(asked, led))
                .or(() -> ignored(asked, led))
                .or(() -> suggested(asked, led))
                .orElseGet(() -> unnamed(asked, led));
    }

    private Optional<Explanation> entry(JailPath asked, LinkView.Led led) {
        return manifest.entries().stream()
                .filter(entry -> entry.path().equals(led.path()))
                .findFirst()
                .map(entry -> {
                    List<ReasonChain.Step> chain = new ReasonChain(manifest).to(led.path());
                    String told =
                            chain.isEmpty() ? "" : chain.get(chain.size() - 1).reason();
                    return new Explanation(
                            asked,
                            led.path(),
                            led.links(),
                            Explanation.Standing.ENTRY,
                            words(entry),
                            chain.stream()
                                    .map(step -> new Explanation.Step(step.path(), step.reason()))
                                    .toList(),
                            entry.why().stream()
                                    .filter(reason -> !reason.equals(told))
                                    .toList(),
                            List.of());
                });
    }

    private static String words(Entry entry) {
        if (entry instanceof Entry.Symlink link) {
            return "symlink to " + Printable.of(link.target());
        }
        List<String> words = new ArrayList<>(List.of(EntryAttributes.type(entry)));
        if (entry instanceof Entry.Device device) {
            words.add(device.device().toString());
        }
        if (entry instanceof Entry.Owned owned) {
            words.add(owned.mode() + " " + owned.owner().user() + ":"
                    + owned.owner().group());
        }
        if (entry instanceof Entry.File file && !(file.content() instanceof Content.Copy)) {
            words.add(EntryAttributes.content(file.content()));
        }
        return String.join(" ", words);
    }

    private Optional<Explanation> mount(JailPath asked, LinkView.Led led) {
        return manifest.mounts().stream()
                .filter(mount -> mount.path().covers(led.path()))
                .findFirst()
                .map(mount -> {
                    String words = mount.path().equals(led.path())
                            ? "a mount of type " + mount.fstype()
                            : "in the mount of type " + mount.fstype() + " at " + mount.path();
                    return plain(asked, led, Explanation.Standing.MOUNT, words, mount.why());
                });
    }

    private Optional<Explanation> socket(JailPath asked, LinkView.Led led) {
        return manifest.sockets().stream()
                .filter(socket ->
                        socket.path().equals(led.path()) || socket.path().equals(asked))
                .findFirst()
                .map(socket -> plain(
                        asked,
                        led,
                        Explanation.Standing.SOCKET,
                        "a socket of another program, not made by a build; advice: " + Printable.of(socket.advice()),
                        socket.why()));
    }

    private Optional<Explanation> way(JailPath asked, LinkView.Led led) {
        return manifest.entries().stream()
                .filter(entry -> led.path().covers(entry.path()))
                .findFirst()
                .map(entry -> plain(
                        asked,
                        led,
                        Explanation.Standing.WAY,
                        "a directory on the way to entries, made as 0755 root:root",
                        List.of("directory of " + entry.path())));
    }

    private Optional<Explanation> ignored(JailPath asked, LinkView.Led led) {
        return manifest.ignored().stream()
                .filter(ignored -> ignored.examples().stream().anyMatch(example -> leadsTo(led.path(), example)))
                .findFirst()
                .map(ignored -> plain(
                        asked,
                        led,
                        Explanation.Standing.IGNORED,
                        "left out by rule " + ignored.rule() + ": " + ignored.reason(),
                        List.of()));
    }

    private Optional<Explanation> suggested(JailPath asked, LinkView.Led led) {
        return manifest.suggestions().stream()
                .filter(suggestion -> leadsTo(led.path(), suggestion.path()))
                .findFirst()
                .map(suggestion -> plain(
                        asked,
                        led,
                        Explanation.Standing.SUGGESTED,
                        "suggested by rule " + suggestion.rule() + ", but no run has proved that it is needed",
                        suggestion.why()));
    }

    /** What is not in the jail was written down as the program called it. */
    private boolean leadsTo(JailPath path, JailPath named) {
        return links.follow(named, false).path().equals(path);
    }

    private Explanation unnamed(JailPath asked, LinkView.Led led) {
        int hidden = manifest.ignored().stream()
                .mapToInt(ignored ->
                        Math.max(0, ignored.count() - ignored.examples().size()))
                .sum();
        String words = hidden == 0
                ? "no run asked for it"
                : "either no run asked for it, or it is one of " + hidden
                        + " paths that rules left out and the manifest does not name; a trace tells which";
        List<JailPath> known = manifest.entries().stream().map(Entry::path).toList();
        return new Explanation(
                asked,
                led.path(),
                led.links(),
                Explanation.Standing.UNNAMED,
                words,
                List.of(),
                List.of(),
                NearestPaths.of(led.path(), known));
    }

    private static Explanation plain(
            JailPath asked, LinkView.Led led, Explanation.Standing standing, String words, List<String> why) {
        return new Explanation(asked, led.path(), led.links(), standing, words, List.of(), why, List.of());
    }
}
