package io.jaildeps.manifest;

/** A manifest's text that can not be read. The message says where, {@code line 12: …}, and is fit for a terminal. */
public final class BadManifest extends Exception {
    private static final long serialVersionUID = 1;

    BadManifest(int line, String reason) {
        super("line " + line + ": " + reason.replaceAll("\\p{C}", "?"));
    }
}
