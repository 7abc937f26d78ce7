package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads one file once: compares every byte with the host's file, makes the digest, looks for secrets. For one thread;
 * its buffers serve many files.
 */
final class FileReading {
    private static final int BLOCK = 1 << 18;
    private static final int HEAD = 256;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final SecretScan secrets;
    private final byte[] block = new byte[BLOCK];
    private final byte[] other = new byte[BLOCK];
    private final MessageDigest digest;

    FileReading(SecretScan secrets) {
        this.secrets = secrets;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Only the head is read of a file of which nothing else is asked. */
    FileFacts read(FileTask task) {
        try {
            Optional<Inode> now = Inode.at(task.file());
            if (now.filter(inode -> inode.id().equals(task.inode().id()) && inode.is(Inode.Kind.FILE))
                    .isEmpty()) {
                return FileFacts.unreadable("it was exchanged while the jail was read");
            }
            try (ReadableByteChannel file = Files.newByteChannel(task.file().toPath(), READ)) {
                if (task.twin().isEmpty()) {
                    return read(task, file, Optional.empty());
                }
                try (ReadableByteChannel twin = open(task.twin().get())) {
                    return read(task, file, Optional.of(twin));
                }
            }
        } catch (IOException e) {
            return FileFacts.unreadable(Failures.reason(e));
        }
    }

    private static ReadableByteChannel open(HostPath hosts) throws IOException {
        try {
            return Files.newByteChannel(hosts.toPath(), READ);
        } catch (IOException e) {
            throw new IOException("the host's file can not be compared: " + Failures.reason(e), e);
        }
    }

    private FileFacts read(FileTask task, ReadableByteChannel file, Optional<ReadableByteChannel> twin)
            throws IOException {
        digest.reset();
        List<String> found = List.of();
        OptionalLong difference = OptionalLong.empty();
        long at = 0;
        int count = fill(file, block);
        String head = new String(block, 0, Math.min(count, HEAD), StandardCharsets.ISO_8859_1);
        if (task.searched() && count < BLOCK) {
            found = secrets.in(task.path(), block, count);
        }
        while (count > 0) {
            if (task.digested()) {
                digest.update(block, 0, count);
            }
            if (twin.isPresent() && difference.isEmpty()) {
                int same = Arrays.mismatch(block, 0, count, other, 0, fill(twin.get(), other));
                difference = same < 0 ? OptionalLong.empty() : OptionalLong.of(at + same);
            }
            at += count;
            boolean more = task.digested() || twin.isPresent() && difference.isEmpty();
            count = more && count == BLOCK ? fill(file, block) : 0;
        }
        Optional<String> sha256 =
                task.digested() ? Optional.of(HexFormat.of().formatHex(digest.digest())) : Optional.empty();
        return new FileFacts(head, difference, sha256, found, Optional.empty());
    }

    /** As much as there is, up to the whole buffer. */
    private static int fill(ReadableByteChannel from, byte[] buffer) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        while (bytes.hasRemaining() && from.read(bytes) >= 0) {
            // short reads go on where they stopped
        }
        return bytes.position();
    }
}
