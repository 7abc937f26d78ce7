package io.jaildeps.trace.truss;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A fork is one call of the parent, though it is printed twice: when the child returns from it, with the parent's number,
 * and when the parent does, with the child's. The first tells whose child a process is; the second says nothing new.
 */
final class ForkReturns {
    /** Of so many forks the other half is still expected; without -f it never comes. */
    private static final int MOST = 4096;

    private final Set<Integer> toldByChild = new LinkedHashSet<>();
    private final Set<Integer> toldByParent = new LinkedHashSet<>();

    /** True if the parent's return is news. */
    boolean parentReturned(int child) {
        return isNews(child, toldByChild, toldByParent);
    }

    /** True if the child's return is news about the parent. */
    boolean childReturned(int child) {
        return isNews(child, toldByParent, toldByChild);
    }

    private static boolean isNews(int child, Set<Integer> told, Set<Integer> telling) {
        if (told.remove(child)) {
            return false;
        }
        if (telling.size() == MOST) {
            Iterator<Integer> oldest = telling.iterator();
            oldest.next();
            oldest.remove();
        }
        telling.add(child);
        return true;
    }
}
