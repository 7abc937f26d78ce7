package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Audits one jail: a walk through all of it, on which each inode is looked at and each regular file is read at most once,
 * then the checks that look at the jail as a whole. No program should run in the jail meanwhile: what it exchanges under
 * the walk is noticed in most cases, not in all.
 */
public final class Audit {
    private final AuditRequest request;

    public Audit(AuditRequest request) {
        this.request = request;
    }

    /** @throws IOException if the jail's directory can not be read at all, or a database of the host is broken */
    public AuditResult run() throws IOException, InterruptedException {
        Scene scene = new Scene(request);
        Surroundings surroundings = new Surroundings(scene);
        Decisive decisive = new Decisive(scene.jail());
        ElfPrograms programs = new ElfPrograms(scene);
        Comparisons comparisons = new Comparisons(scene);
        try (Contents contents = new Contents(scene, comparisons, programs, new Scripts(scene))) {
            Looks looks = new Looks(scene, decisive, programs, contents);
            new TreeWalk(request.jail(), surroundings.mounted(), looks).run();
            contents.finish();
            looks.finish();
            comparisons.finish();
            programs.finish();
            wantedPrograms(scene);
            new ManifestEntries(scene, surroundings.mounted()).run();
            new AccountFiles(scene, looks.owners).run();
            new NameServices(scene).run();
            new PamServices(scene).run();
            new Configurations(scene).run();
            new GconvModules(scene).run();
            new CacheFile(scene).run();
            new FilesInPlace(scene).run();
            new Preload(scene).run();
            Unmounted parts = Unmounted.of(request.jail(), surroundings.mounted());
            new Capabilities(scene, parts).run();
            new AccessLists(scene, parts, decisive).run();
            surroundings.run(); // last: it depends on what was found
            Findings findings = scene.findings();
            return new AuditResult(
                    request.jail(),
                    new Settling(findings.sorted(), looks.hardLinks.partings()).settled(),
                    findings.counts(),
                    findings.ignored(),
                    looks.inodes,
                    contents.sizeBytes());
        }
    }

    /** What the walk meets, handed to each check. */
    private static final class Looks implements TreeWalk.Visitor {
        private final Scene scene;
        private final ElfPrograms programs;
        private final Contents contents;
        private final HardLinks hardLinks;
        private final List<InodeCheck> checks = new ArrayList<>();
        private final Set<Long> owners = new HashSet<>();
        private long inodes;

        Looks(Scene scene, Decisive decisive, ElfPrograms programs, Contents contents) throws IOException {
            this.scene = scene;
            this.programs = programs;
            this.contents = contents;
            this.hardLinks = new HardLinks(scene);
            checks.add(
                    new Permissions(scene, TargetUser.of(scene.expected().manifest(), scene.hostAccounts()), decisive));
            checks.add(new Devices(scene));
            checks.add(new Links(scene));
            checks.add(hardLinks);
            checks.add(new Sockets(scene));
            checks.add(new ForbiddenTools(scene));
            checks.add(new Coverage(scene));
        }

        @Override
        public void inode(JailPath path, Inode inode) throws IOException, InterruptedException {
            inodes++;
            owners.add(inode.uid());
            programs.name(path);
            for (InodeCheck check : checks) {
                check.inode(path, inode);
            }
            if (inode.is(Inode.Kind.FILE)) {
                contents.add(path, inode);
            }
        }

        @Override
        public void unreadable(JailPath path, String reason) {
            scene.findings().add(Kind.UNREADABLE, path, reason, Mend.LET_IT_BE_READ);
        }

        void finish() throws IOException {
            for (InodeCheck check : checks) {
                check.finish();
            }
        }
    }

    private static void wantedPrograms(Scene scene) throws IOException {
        List<String> wanted = new ArrayList<>();
        scene.request().programs().forEach(program -> wanted.add(program.bytes()));
        scene.expected()
                .manifest()
                .map(manifest -> manifest.target().command())
                .filter(command -> !command.isEmpty() && command.get(0).startsWith("/"))
                .ifPresent(command -> wanted.add(command.get(0)));
        for (String program : wanted) {
            boolean isThere =
                    scene.jail().locate(program) instanceof Location.Present at && at.kind() == Inode.Kind.FILE;
            if (!isThere) {
                JailPath path = JailPath.ofBytes(program);
                scene.findings()
                        .add(
                                Kind.PROGRAM_MISSING,
                                path,
                                Printable.of(program) + " is no file",
                                scene.copy(path, Mend.words("install it on the host, or do not name it")));
            }
        }
    }
}
