package io.jaildeps.elf;

import java.io.IOException;
import java.util.Optional;

/** How one flavour of loader searches for a library that is not loaded yet. */
interface SearchRules {

    /**
     * @param loader whose need it is
     * @param program the program, or the library that the closure is made for
     */
    Optional<Probe.Hit> search(Probe probe, LinkMap loader, LinkMap program, Soname name) throws IOException;

    /**
     * The name as it is compared and searched for, its tokens replaced.
     *
     * @return empty if that is not possible or not allowed; then nothing can be found
     */
    Optional<Soname> expand(LinkMap by, Soname name);

    /** True if DT_SONAME is a name that a loaded file answers to. */
    boolean matchesSoname();

    /** True if the loader itself answers to this name, whatever its own is. */
    boolean isServedByLoader(Soname name);
}
