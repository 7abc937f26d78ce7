package io.jaildeps.graph;

import io.jaildeps.path.JailPath;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The paths that the run's command lines name.
 *
 * @param arguments words that may be paths, without a slash at their end
 */
public record NamedPaths(Set<String> arguments) {
    public NamedPaths {
        arguments = Set.copyOf(arguments);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedPaths that && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return arguments.hashCode();
    }

    /** Takes the arguments of command lines: of each the executable's path, its argv[0], then the rest. */
    public static NamedPaths of(Collection<List<String>> commands, JailPath cwd) {
        Set<String> arguments = new TreeSet<>();
        for (List<String> command : commands) {
            command.stream().skip(2).forEach(word -> {
                String path = word.replaceAll("^(\\./+)+", "").replaceAll("/+$", "");
                if (path.equals(".")) {
                    arguments.add(cwd.bytes());
                } else if (!path.isEmpty() && !path.startsWith("-")) {
                    arguments.add(path);
                }
            });
        }
        return new NamedPaths(arguments);
    }

    /** True if an argument names a directory that the path is below. */
    boolean cover(JailPath path) {
        for (JailPath at = path.parent(); !at.isRoot(); at = at.parent()) {
            String directory = at.bytes();
            if (arguments.stream()
                    .anyMatch(argument -> argument.startsWith("/")
                            ? argument.equals(directory)
                            : directory.endsWith("/" + argument))) {
                return true;
            }
        }
        return false;
    }

    /** True if an argument names the path itself. */
    boolean name(JailPath path) {
        return arguments.stream()
                .anyMatch(argument -> argument.startsWith("/")
                        ? argument.equals(path.bytes())
                        : path.bytes().endsWith("/" + argument));
    }
}
