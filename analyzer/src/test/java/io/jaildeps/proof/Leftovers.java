package io.jaildeps.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one run of jaildeps, known by its process number and by a mark, left on the system. */
record Leftovers(long pid, String mark) {
    private static final List<String> PLACES = List.of("/run/jaildeps", "/var/tmp", "/tmp");

    /** In words; empty if nothing is left. */
    SortedSet<String> find() throws IOException {
        SortedSet<String> found = new TreeSet<>();
        for (String place : PLACES) {
            if (Files.isDirectory(Path.of(place))) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(place), "*" + pid + "-*")) {
                    files.forEach(file -> found.add("file " + file));
                }
            }
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                boolean marked = read(process.resolve("environ")).contains(mark)
                        || read(process.resolve("cmdline")).contains(mark);
                if (marked && !process.endsWith(Long.toString(pid))) {
                    found.add("process " + process.getFileName() + " "
                            + read(process.resolve("cmdline")).replace('\0', ' '));
                }
                if (read(process.resolve("mountinfo")).contains("jaildeps-" + pid + "-")) {
                    found.add("mount in the namespace of " + process.getFileName());
                }
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
