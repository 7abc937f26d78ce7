package io.jaildeps.jail;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Few calls of the cp(1) of the GNU coreutils for many files. */
final class GnuCopier implements Copier {
    private static final int MAX_ARGUMENT_BYTES = 96 * 1024;
    /** Two at once are a third faster than one; more gain nothing, see docs/jail.md. */
    private static final int AT_ONCE = 2;

    /** Asks cp(1) while the caller goes on. */
    static CompletableFuture<Boolean> isHere() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Tools.run(List.of("cp", "--version")).output().contains("GNU coreutils");
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    @Override
    public boolean keepsExtendedAttributes() {
        return true;
    }

    @Override
    public void copy(HostPath from, List<CopyGroup> groups, HostPath to) throws IOException, InterruptedException {
        List<List<String>> calls = calls(groups);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (List<String> names : calls) {
                running.add(threads.submit(() -> {
                    run(from, List.of("--preserve=all", "--no-dereference", "--reflink=auto"), to, names);
                    return names;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    @Override
    public void link(HostPath from, List<JailPath> paths, HostPath to) throws IOException, InterruptedException {
        List<CopyGroup> groups =
                paths.stream().map(path -> new CopyGroup(List.of(path), 0)).toList();
        for (List<String> names : full(groups)) {
            run(from, List.of("--archive", "--link"), to, names);
        }
    }

    /** As many bytes of files in one call as in the other, the largest files first. */
    private static List<List<String>> calls(List<CopyGroup> groups) {
        List<List<CopyGroup>> shares = new ArrayList<>();
        long[] sizes = new long[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
            shares.add(new ArrayList<>());
        }
        for (CopyGroup group : groups.stream()
                .sorted(Comparator.comparingLong(CopyGroup::sizeBytes).reversed())
                .toList()) {
            int least = sizes[0] <= sizes[1] ? 0 : 1;
            shares.get(least).add(group);
            sizes[least] += group.sizeBytes();
        }
        return shares.stream().flatMap(share -> full(share).stream()).toList();
    }

    /** Names for calls, each as long as the kernel surely takes it; a group is never divided. */
    private static List<List<String>> full(List<CopyGroup> groups) {
        List<List<String>> calls = new ArrayList<>();
        int sizeBytes = MAX_ARGUMENT_BYTES;
        for (CopyGroup group : groups) {
            if (sizeBytes + group.argumentBytes() > MAX_ARGUMENT_BYTES) {
                calls.add(new ArrayList<>());
                sizeBytes = 0;
            }
            List<String> names = calls.get(calls.size() - 1);
            group.names().forEach(path -> names.add(path.bytes().substring(1)));
            sizeBytes += group.argumentBytes();
        }
        return calls;
    }

    private static void run(HostPath from, List<String> options, HostPath to, List<String> names)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("cp"));
        command.addAll(options);
        command.addAll(List.of("--sparse=auto", "--parents", "-t", to.bytes(), "--"));
        command.addAll(names);
        Tools.Outcome outcome = Tools.run(from, command);
        if (!outcome.done()) {
            throw new IOException("cannot copy from " + from + ": " + outcome.output());
        }
    }
}
