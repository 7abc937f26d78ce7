package io.jaildeps.elf;

import io.jaildeps.path.JailPath;

/**
 * One file's wish for another: an edge of the closure.
 *
 * @param by a {@link Library#path()} of the closure, or /etc/ld.so.preload
 * @param name as it stands in DT_NEEDED, PT_INTERP or a preload list
 */
public record Need(JailPath by, Soname name, Resolution resolution) {

    public boolean isMissing() {
        return resolution instanceof Resolution.NotFound;
    }
}
