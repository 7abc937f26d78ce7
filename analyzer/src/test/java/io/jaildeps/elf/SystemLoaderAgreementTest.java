package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every dynamic ELF file of this machine gets from {@link LibrarySearch} what its own loader gives it. */
class SystemLoaderAgreementTest {
    private static final List<String> DIRECTORIES = List.of("/usr/bin", "/usr/sbin", "/usr/libexec", "/usr/lib");

    private static final class Tally {
        int agreed;
        int agreedOnMissing;
        int notLoadable;
        int linkedStatically;
        int otherAbi;
        final List<String> differences = new ArrayList<>();
        long searchNanos;

        void add(Tally other) {
            agreed += other.agreed;
            agreedOnMissing += other.agreedOnMissing;
            notLoadable += other.notLoadable;
            linkedStatically += other.linkedStatically;
            otherAbi += other.otherAbi;
            differences.addAll(other.differences);
            searchNanos += other.searchNanos;
        }
    }

    @Test
    void everyFileOfThisMachineGetsTheLibrariesThatItsLoaderGivesIt() throws Exception {
        assumeTrue(SystemLoader.isThere(), "no glibc loader for x86-64 on this machine");
        List<String> files = new ArrayList<>();
        for (String directory : DIRECTORIES) {
            if (Files.isDirectory(Path.of(directory))) {
                collect(Path.of(directory), files);
            }
        }
        int threads = 2;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Tally>> parts = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            List<String> part = new ArrayList<>();
            for (int i = thread; i < files.size(); i += threads) {
                part.add(files.get(i));
            }
            Callable<Tally> work = () -> compare(part);
            parts.add(pool.submit(work));
        }
        Tally all = new Tally();
        for (Future<Tally> part : parts) {
            all.add(part.get());
        }
        pool.shutdown();
        System.out.printf(
                "%d files: %d agree, %d agree on what is missing, %d static, %d of another ABI, %d not loadable, %d differ; our part: %d ms%n",
                files.size(),
                all.agreed,
                all.agreedOnMissing,
                all.linkedStatically,
                all.otherAbi,
                all.notLoadable,
                all.differences.size(),
                all.searchNanos / 1_000_000);
        assertEquals(List.of(), all.differences);
        assertTrue(all.agreed > 0, "nothing was compared");
    }

    private static void collect(Path directory, List<String> files) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (mayBeLoaded(file)) {
                    files.add(file.toString());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException notForUs) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean mayBeLoaded(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".so") || name.contains(".so.") || Files.isExecutable(file))
                && Files.isRegularFile(file)
                && Files.isReadable(file);
    }

    private static Tally compare(List<String> files) throws Exception {
        LoaderEnvironment environment = LoaderEnvironment.CLEAN.withHwcaps(Hwcaps.ofThisMachine());
        LibrarySearch search = new LibrarySearch(new Sysroot(HostPath.ROOT), environment);
        Tally tally = new Tally();
        for (String file : files) {
            long start = System.nanoTime();
            LoadResult result = search.closureByLoader(JailPath.of(file));
            LoadResult executed = search.closure(JailPath.of(file));
            tally.searchNanos += System.nanoTime() - start;
            compare(file, result, tally);
            String real = Path.of(file).toRealPath().toString();
            if (!real.equals(file)) {
                // Executed, the program's $ORIGIN is that of its real path.
                compare(real, executed, tally);
            }
        }
        return tally;
    }

    private static void compare(String file, LoadResult result, Tally tally) throws Exception {
        SystemLoader.Listing theirs = SystemLoader.list(file);
        if (!(result instanceof Closure closure)) {
            tally.notLoadable++;
            if (theirs.status() == 0) {
                tally.differences.add(file + ": " + result + " but " + theirs);
            }
            return;
        }
        if (closure.program().elf().isStatic()) {
            // "statically linked", or no word at all and a signal: the loader is not made for them.
            tally.linkedStatically++;
            if (!theirs.libraries().isEmpty()) {
                tally.differences.add(file + ": static, but " + theirs);
            }
            return;
        }
        if (!closure.program().elf().abi().is64()) {
            // Not for this loader: "wrong ELF class". Ours answers for the loader that such a program names.
            tally.otherAbi++;
            if (theirs.status() == 0) {
                tally.differences.add(file + ": of another class, but " + theirs);
            }
            return;
        }
        Map<String, String> ours = SystemLoader.listing(closure);
        if (theirs.status() == 0 && ours.equals(theirs.libraries())) {
            tally.agreed++;
        } else if (theirs.status() != 0
                && !closure.missing().isEmpty()
                && theirs.error().contains(": " + closure.missing().get(0).name() + ": cannot open")) {
            // --list ends at the first library that is missing.
            tally.agreedOnMissing++;
        } else {
            tally.differences.add(file + "\n  ours   " + ours + "\n  theirs " + theirs);
        }
    }
}
