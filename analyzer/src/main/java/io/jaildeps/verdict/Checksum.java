package io.jaildeps.verdict;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** What tells one file's content from another's without keeping either. @param crc its CRC-32 */
record Checksum(long sizeBytes, long crc) {
    static Checksum of(HostPath file) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file.toPath()), sum)) {
            long sizeBytes = in.transferTo(OutputStream.nullOutputStream());
            return new Checksum(sizeBytes, sum.getValue());
        }
    }

    @Override
    public String toString() {
        return sizeBytes + " bytes, CRC " + Long.toHexString(crc);
    }
}
