package io.jaildeps.audit;

import io.jaildeps.manifest.DeviceNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of programs and files beforehand, as data; see docs/audit.md. Where several rules fit, the first holds:
 * the user's stand before those that are shipped.
 */
public record Rules(
        List<Tool> tools, List<Device> devices, List<Secret> secrets, List<Module> modules, List<PamFile> pamFiles) {
    /** No rules. */
    static final Rules NONE = new Rules(List.of(), List.of(), List.of(), List.of(), List.of());

    public Rules {
        tools = List.copyOf(tools);
        devices = List.copyOf(devices);
        secrets = List.copyOf(secrets);
        modules = List.copyOf(modules);
        pamFiles = List.copyOf(pamFiles);
    }

    /**
     * Programs that an intruder would use.
     *
     * @param what for people: {@code shell}
     * @param name of the whole base name
     * @param holds a text that its file holds whatever it is called, one char per byte; none for most
     */
    public record Tool(String what, Severity severity, Pattern name, List<String> holds, String why) {
        public Tool {
            holds = List.copyOf(holds);
        }
    }

    /** A device node. @param severity empty if it does no harm */
    public record Device(DeviceNumber number, String name, Optional<Severity> severity, String why) {}

    /**
     * A key or token.
     *
     * @param marker what the text surely holds, one char per byte, at least two; looked for before the pattern. Empty for
     *     one that is no text, and where the path is enough to look at the whole text
     * @param head what a file that is no text begins with
     * @param paths fits the whole path of the files that may hold it, one char per byte; empty for any file
     * @param pattern what is in the file
     */
    public record Secret(
            String name, String marker, Optional<Pattern> head, Optional<Pattern> paths, Pattern pattern, String why) {}

    /**
     * A line of configuration that loads or starts a file.
     *
     * @param files where the configuration is, {@code *} within a name
     * @param line has one group, what is loaded
     * @param candidates paths with {@code $1} for the group, {@code *} within a name; one of them must be there
     */
    public record Module(String daemon, List<String> files, Pattern line, List<String> candidates, String why) {
        public Module {
            files = List.copyOf(files);
            candidates = List.copyOf(candidates);
        }
    }

    /** An argument of a PAM module that names a file. @param severity of an absent one */
    public record PamFile(Pattern module, Pattern argument, Severity severity, String why) {}

    /** These rules, and behind them others. */
    Rules and(Rules others) {
        return new Rules(
                joined(tools, others.tools),
                joined(devices, others.devices),
                joined(secrets, others.secrets),
                joined(modules, others.modules),
                joined(pamFiles, others.pamFiles));
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
