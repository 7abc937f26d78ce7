package io.jaildeps.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Remembers why it could not be written to, since a PrintWriter does not tell. A reader that went away is no failure. */
final class StandardOutput extends BufferedOutputStream {
    private String failure = "";

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        try {
            super.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        String reason = Words.reason(e);
        if (!reason.contains("Broken pipe")) {
            failure = reason;
        }
        return e;
    }

    boolean hasFailed() {
        return !failure.isEmpty();
    }

    String failure() {
        return failure;
    }
}
