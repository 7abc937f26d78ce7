package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.strace.StraceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which of the arguments are runs by themselves, and which are files of one run. */
final class TraceSources {
    /** {@code ff.out.32329}, {@code ff.out.32329.gz}. */
    private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(\\d{1,9})(\\.gz|\\.xz)?", Pattern.DOTALL);

    private final InputStream in;
    private final Optional<TraceFormat> forced;

    /**
     * Sources of one format or of several.
     *
     * @param in what {@code -} stands for
     * @param forced the format of every trace; empty if each tells its own
     */
    TraceSources(InputStream in, Optional<TraceFormat> forced) {
        this.in = in;
        this.forced = forced;
    }

    /** FILE.PID of one FILE are one run. */
    List<TraceSource> of(List<String> arguments) throws BadInput, BadUsage, IOException {
        Map<Path, SortedMap<Pid, Path>> sets = new LinkedHashMap<>();
        List<TraceSource> sources = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.isEmpty()) {
                throw new BadUsage("cannot read a trace without a name; - is standard input");
            }
            Path file = Path.of(argument);
            Matcher numbered = NUMBERED.matcher(argument);
            if (argument.equals("-")) {
                if (sources.stream().anyMatch(TraceSource.Piped.class::isInstance)) {
                    throw new BadUsage("cannot read standard input twice");
                }
                sources.add(new TraceSource.Piped(in, forced));
            } else if (!Files.exists(file)) {
                sources.add(setCalled(file));
            } else if (numbered.matches() && canBeOfSet(file)) {
                sets.computeIfAbsent(Path.of(numbered.group(1)), base -> new TreeMap<>())
                        .put(new Pid(Integer.parseInt(numbered.group(2))), file);
            } else {
                sources.add(new TraceSource.Single(file, forced));
            }
        }
        sets.forEach((base, files) -> sources.add(new TraceSource.Threads(HostPath.of(base) + ".*", files)));
        return sources;
    }

    /** Only strace writes sets. */
    private boolean mayBeSets() {
        return forced.isEmpty() || forced.get() == TraceFormat.STRACE;
    }

    private boolean canBeOfSet(Path file) throws BadInput {
        return mayBeSets() && Files.isRegularFile(file) && TraceFile.mayBeOfSet(file);
    }

    private TraceSource setCalled(Path file) throws BadInput, IOException {
        SortedMap<Pid, Path> found = mayBeSets() && directoryExists(file) ? StraceFiles.find(file) : new TreeMap<>();
        if (found.isEmpty()) {
            throw new BadInput("cannot read " + HostPath.of(file) + ": no such file, nor " + HostPath.of(file)
                    + ".PID as by strace -ff");
        }
        return new TraceSource.Threads(HostPath.of(file).toString(), found);
    }

    private static boolean directoryExists(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory != null && Files.isDirectory(directory);
    }
}
