package io.jaildeps.trace.fuzz;

import io.jaildeps.fixtures.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a target is fed with first: what is in {@code fixtures/traces/fuzz} for it, and pieces of captures, those of the
 * project and those that other people recorded, where they are. Pieces, because a fuzzer gets further with short inputs.
 */
final class Seeds {
    private static final int LONGEST = 2048;
    private static final int PIECES = 4;

    private static final Map<Target, List<String>> FOREIGN = Map.of(
            Target.STRACE, List.of("foreign/linux-strace", "strace-suite-6.1/cases"),
            Target.FREEBSD_TRUSS, List.of("foreign/freebsd-truss"),
            Target.SOLARIS_TRUSS, List.of("foreign/solaris-truss"),
            Target.KDUMP, List.of("foreign/kdump"),
            Target.KTRACE, List.of("foreign/ktrace-bin"),
            Target.DTRUSS, List.of("foreign/macos-dtruss", "foreign/solaris-dtruss"),
            Target.DETECTION, List.of("foreign/cygwin-strace", "foreign/moonshine"));

    private Seeds() {}

    /**
     * Makes ready the folder that the second argument names: {@code seeds} in it are those of the target that the first
     * argument names, and {@code corpus} is where the fuzzer keeps what it finds worth keeping.
     */
    public static void main(String[] args) throws IOException {
        Files.createDirectories(Path.of(args[1], "corpus"));
        Path folder = Files.createDirectories(Path.of(args[1], "seeds"));
        int number = 0;
        for (Path file : of(Target.of(args[0]))) {
            for (byte[] piece : pieces(file)) {
                Files.write(folder.resolve(file.getFileName() + "." + number++), piece);
            }
        }
    }

    /** Those that were written for the target. */
    static List<Path> written(Target target) throws IOException {
        return files(Recorded.fixture("traces/fuzz").resolve(target.word()));
    }

    /** All files, those that were written for the target first. */
    static List<Path> of(Target target) throws IOException {
        List<Path> seeds = new ArrayList<>();
        for (Target other : target == Target.DETECTION ? Target.values() : new Target[] {target}) {
            seeds.addAll(written(other));
        }
        if (target == Target.STRACE) {
            seeds.addAll(files(Recorded.fixture("traces/own-strace61")));
            seeds.addAll(files(Recorded.fixture("traces/services")));
        }
        for (String folder : FOREIGN.getOrDefault(target, List.of())) {
            seeds.addAll(files(Recorded.shared(folder)));
        }
        return seeds;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".decoded.txt"))
                    .sorted()
                    .toList();
        }
    }

    /** Its beginning, and some lines from further places. */
    static List<byte[]> pieces(Path file) throws IOException {
        byte[] trace = Files.readAllBytes(file);
        List<byte[]> pieces = new ArrayList<>();
        int step = Math.max(LONGEST, trace.length / PIECES);
        for (int at = 0; at < trace.length; at += step) {
            int from = at;
            while (at > 0 && from < trace.length && trace[from - 1] != '\n') {
                from++;
            }
            pieces.add(Arrays.copyOfRange(trace, from, Math.min(from + LONGEST, trace.length)));
        }
        return pieces;
    }
}
