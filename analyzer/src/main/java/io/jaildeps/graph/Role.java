package io.jaildeps.graph;

/** How a file is used, which decides what is looked for in it. */
enum Role {
    /** Executed: its interpreter and libraries are needed. */
    PROGRAM,
    /** Opened: if it is a library, its libraries are needed. */
    OPENED,
    /** Whatever it needs is known otherwise. */
    DATA
}
