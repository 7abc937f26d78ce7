package io.jaildeps.build;

/** Told what the loop does, for people who wait. */
public interface Progress {
    /** A pass begins. @param name such as {@code host pass} */
    void begins(String name);

    /** A pass is done. @param found what it came to, in a few words */
    void done(String name, String found);

    /** Something that people should know. */
    void note(String text);
}
