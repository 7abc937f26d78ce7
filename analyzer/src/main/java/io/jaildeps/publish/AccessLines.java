package io.jaildeps.publish;

import io.jaildeps.access.FileAccess;
import io.jaildeps.manifest.PathText;
import io.jaildeps.reports.AccessLine;

/** Makes lines of accesses. */
public final class AccessLines {
    private AccessLines() {}

    public static AccessLine of(FileAccess access) {
        FileAccess.Place place = access.place();
        return new AccessLine(
                access.line(),
                access.actor().pid().number(),
                PathText.toText(access.actor().program()),
                access.call(),
                new AccessLine.What(
                        access.kind().participle(),
                        PathText.toText(place.asked().lexical().bytes()),
                        PathText.toText(place.asked().root().bytes()),
                        place.follows(),
                        PathText.toText(place.landed()),
                        access.errno()));
    }
}
