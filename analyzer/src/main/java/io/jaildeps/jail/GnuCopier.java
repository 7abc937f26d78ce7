package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One cp(1) of the GNU coreutils for many files. */
final class GnuCopier implements Copier {
    private static final int MAX_ARGUMENT_BYTES = 96 * 1024;

    @Override
    public boolean keepsExtendedAttributes() {
        return true;
    }

    @Override
    public void copy(HostPath from, List<List<JailPath>> groups, HostPath to) throws IOException, InterruptedException {
        run(from, List.of("--preserve=all", "--no-dereference", "--reflink=auto", "--sparse=auto"), groups, to);
    }

    @Override
    public void link(HostPath from, List<JailPath> paths, HostPath to) throws IOException, InterruptedException {
        run(from, List.of("--archive", "--link"), paths.stream().map(List::of).toList(), to);
    }

    private static void run(HostPath from, List<String> options, List<List<JailPath>> groups, HostPath to)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        int sizeBytes = 0;
        for (List<JailPath> group : groups) {
            int groupBytes =
                    group.stream().mapToInt(path -> path.bytes().length()).sum();
            if (!names.isEmpty() && sizeBytes + groupBytes > MAX_ARGUMENT_BYTES) {
                run(from, options, to, names);
                names.clear();
                sizeBytes = 0;
            }
            group.forEach(path -> names.add(path.bytes().substring(1)));
            sizeBytes += groupBytes;
        }
        if (!names.isEmpty()) {
            run(from, options, to, names);
        }
    }

    private static void run(HostPath from, List<String> options, HostPath to, List<String> names)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("cp"));
        command.addAll(options);
        command.addAll(List.of("--parents", "-t", to.bytes(), "--"));
        command.addAll(names);
        Tool.Outcome outcome = Tool.run(from, command);
        if (!outcome.done()) {
            throw new IOException("cannot copy from " + from + ": " + outcome.output());
        }
    }
}
