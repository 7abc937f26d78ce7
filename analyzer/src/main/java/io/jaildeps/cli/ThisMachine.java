package io.jaildeps.cli;

import io.jaildeps.manifest.Manifest;

/** The system that we run on. */
final class ThisMachine {
    private ThisMachine() {}

    /** As manifests name it. Only Linux has jails here. */
    static Manifest.Platform platform() {
        return new Manifest.Platform("linux", RequestMaker.architecture());
    }

    /** Refuses a manifest of another system. @param purpose what can not be done, after "cannot" */
    static void check(Manifest manifest, String purpose) throws BadInput {
        Manifest.Platform here = platform();
        if (!manifest.platform().equals(here)) {
            throw new BadInput("cannot " + purpose + ": it is for "
                    + Words.visible(
                            manifest.platform().os() + " " + manifest.platform().arch()) + ", and this is "
                    + here.os() + " " + here.arch());
        }
    }
}
