package io.jaildeps.jail;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SHA-256 of files. By openssl(1), which uses the processor's own instructions; by sha256sum(1), which takes a quarter of
 * the time that a young Java machine takes; by Java if neither is here, or can not read one of the files.
 */
final class Digests {
    /** One file's. */
    record Digest(long sizeBytes, String sha256) {}

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HEX_DIGITS = 64;
    /** Files for one call of sha256sum. */
    private static final int SHARE = 250;

    private Digests() {}

    /** Of regular files below {@code root}, on this thread. */
    static Map<JailPath, Digest> of(List<JailPath> paths, HostPath root) throws IOException, InterruptedException {
        Map<JailPath, Digest> digests = new HashMap<>();
        for (int from = 0; from < paths.size(); from += SHARE) {
            share(paths.subList(from, Math.min(paths.size(), from + SHARE)), root, digests);
        }
        return digests;
    }

    /** Of one file's content, by Java. */
    static String sha256(HostPath file) throws IOException {
        return digest(file).sha256();
    }

    private static void share(List<JailPath> share, HostPath root, Map<JailPath, Digest> digests)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                Tools.find("openssl").isPresent() ? List.of("openssl", "dgst", "-sha256", "-r") : List.of("sha256sum"));
        long[] sizes = new long[share.size()];
        boolean plain = true;
        for (int i = 0; i < sizes.length; i++) {
            HostPath file = share.get(i).in(root);
            Optional<Inode> inode = Inode.at(file);
            plain &= inode.filter(found -> found.kind() == Inode.Kind.FILE).isPresent()
                    && file.bytes().chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\\');
            sizes[i] = inode.map(Inode::sizeBytes).orElse(0L);
            command.add(file.bytes());
        }
        List<String> lines =
                plain ? Tools.output(command, new byte[0], 0).orElse("").lines().toList() : List.of();
        for (int i = 0; i < sizes.length; i++) {
            // 5ba93c9db0cff93f52b521d7420e43f6eda2784f… */a/file
            digests.put(
                    share.get(i),
                    lines.size() == sizes.length
                            ? new Digest(sizes[i], lines.get(i).substring(0, HEX_DIGITS))
                            : digest(share.get(i).in(root)));
        }
    }

    private static Digest digest(HostPath file) throws IOException {
        try (InputStream in = Files.newInputStream(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            long sizeBytes = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                sizeBytes += count;
            }
            return new Digest(sizeBytes, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
