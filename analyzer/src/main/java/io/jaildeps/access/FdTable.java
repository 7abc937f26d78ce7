package io.jaildeps.access;

import java.util.HashMap;
import java.util.Map;

/**
 * Which path is behind which descriptor, for traces that do not say it at each call (strace without -y). Processes that
 * share descriptors (CLONE_FILES) share one object.
 */
final class FdTable {
    /** A descriptor's path as the tracer sees it. */
    record Open(String path, boolean closesOnExec) {}

    private final Map<Integer, Open> open = new HashMap<>();

    FdTable copy() {
        FdTable copy = new FdTable();
        copy.open.putAll(open);
        return copy;
    }

    void opened(int fd, String path, boolean closesOnExec) {
        open.put(fd, new Open(GivenPath.kept(path), closesOnExec));
    }

    void duplicated(int from, int to, boolean closesOnExec) {
        Open source = open.get(from);
        if (source == null) {
            open.remove(to);
        } else {
            open.put(to, new Open(source.path(), closesOnExec));
        }
    }

    void closed(int fd) {
        open.remove(fd);
    }

    void closedRange(long first, long last) {
        open.keySet().removeIf(fd -> fd >= first && fd <= last);
    }

    /** Sets or clears the mark FD_CLOEXEC of a range. */
    void closeOnExec(long first, long last, boolean closes) {
        open.replaceAll((fd, was) -> fd >= first && fd <= last ? new Open(was.path(), closes) : was);
    }

    void executed() {
        open.values().removeIf(Open::closesOnExec);
    }

    /** The path, empty if it is not known. */
    String path(int fd) {
        Open found = open.get(fd);
        return found == null ? "" : found.path();
    }
}
