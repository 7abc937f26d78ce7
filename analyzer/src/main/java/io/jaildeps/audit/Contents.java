package io.jaildeps.audit;

import io.jaildeps.manifest.Lock;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the jail's regular files with all processors, a share at a time, and hands what they hold to the checks that ask
 * about it, in the order of the walk.
 */
final class Contents implements AutoCloseable {
    private static final int SHARE = 4096;
    /** Made for the jail, or reduced for it: other checks look at them. */
    private static final Set<String> MADE_FOR_JAILS =
            Set.of("/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/ld.so.cache");

    private final Scene scene;
    private final Comparisons comparisons;
    private final ElfPrograms programs;
    private final Scripts scripts;
    private final DisguisedTools disguised;
    private final Map<JailPath, Lock.File> locked = new HashMap<>();
    private final List<FileTask> waiting = new ArrayList<>();
    private final ExecutorService threads;
    private final ThreadLocal<FileReading> reading;
    private long sizeBytes;

    Contents(Scene scene, Comparisons comparisons, ElfPrograms programs, Scripts scripts) {
        this.scene = scene;
        this.comparisons = comparisons;
        this.programs = programs;
        this.scripts = scripts;
        this.disguised = new DisguisedTools(scene);
        scene.request().lock().ifPresent(lock -> lock.files().forEach(file -> locked.put(file.path(), file)));
        this.threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        this.reading = ThreadLocal.withInitial(() -> new FileReading(scene.secretScan()));
    }

    /** Of all files that were added. */
    long sizeBytes() {
        return sizeBytes;
    }

    void add(JailPath path, Inode inode) throws IOException, InterruptedException {
        sizeBytes += inode.sizeBytes();
        Optional<Lock.File> lock = Optional.ofNullable(locked.get(path))
                .filter(file -> !scene.expected().isWritten(path));
        boolean isState = scene.expected().isState(path) || scene.expected().isWritten(path);
        Optional<Location.Present> hosts = isCompared(path, isState) ? scene.hostFile(path.bytes()) : Optional.empty();
        Optional<HostPath> twin = hosts.filter(there -> there.inode().sizeBytes() == inode.sizeBytes()
                        && !there.id().equals(inode.id()))
                .map(there -> scene.host().onHost(there.realPath()));
        comparisons.expect(path, hosts, lock, isCompared(path, isState));
        waiting.add(new FileTask(
                path,
                inode,
                scene.onHost(path),
                twin,
                lock.filter(file -> file.sizeBytes() == inode.sizeBytes()).isPresent(),
                !isState && inode.sizeBytes() <= SecretScan.MAX_BYTES - 1));
        if (waiting.size() == SHARE) {
            read();
        }
    }

    private boolean isCompared(JailPath path, boolean isState) {
        if (isState) {
            return false;
        }
        return scene.expected().entry(path).isPresent()
                ? scene.expected().isCopy(path)
                : !MADE_FOR_JAILS.contains(path.bytes());
    }

    void finish() throws IOException, InterruptedException {
        read();
    }

    private void read() throws IOException, InterruptedException {
        List<Callable<FileFacts>> tasks = new ArrayList<>();
        for (FileTask task : waiting) {
            tasks.add(() -> reading.get().read(task));
        }
        List<Future<FileFacts>> results = threads.invokeAll(tasks);
        for (int i = 0; i < results.size(); i++) {
            FileFacts facts;
            try {
                facts = results.get(i).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("reading of " + waiting.get(i).path() + " failed", e);
            }
            report(waiting.get(i), facts);
        }
        waiting.clear();
    }

    private void report(FileTask task, FileFacts facts) throws IOException {
        if (facts.unreadable().isPresent()) {
            scene.findings()
                    .add(Kind.UNREADABLE, task.path(), facts.unreadable().get(), Mend.LET_IT_BE_READ);
            comparisons.forget(task.path());
            return;
        }
        comparisons.report(task, facts);
        Secrecy.report(scene, task, facts);
        if (facts.isElf()) {
            programs.add(task.path());
            disguised.look(task, facts);
        } else if (facts.head().startsWith("#!")) {
            scripts.script(task.path(), task.inode(), facts.head());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
