package io.jaildeps.trace.ktrace;

/** A record's header, read by {@link RecordShape#read}; used over and over, as there are millions of them. */
final class RecordHead {
    RecordKind kind = RecordKind.OTHER;
    /** Bytes of the record behind its header. */
    int length;

    int pid;
    /** The thread, 0 if the header does not name it. */
    long thread;
    /** The kernel says that it could not write all records before this one. */
    boolean eventsLost;
}
