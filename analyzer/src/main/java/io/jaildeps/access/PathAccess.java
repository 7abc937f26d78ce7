package io.jaildeps.access;

/** What a call wants of one path. @param follows true if a symbolic link in the last component is followed */
record PathAccess(AccessKind kind, Creation creation, boolean follows, GivenPath given) {}
