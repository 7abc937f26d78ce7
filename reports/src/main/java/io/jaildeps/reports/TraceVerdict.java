package io.jaildeps.reports;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What the passes of a run prove. */
public sealed interface TraceVerdict {
    /** Calls the function of the one case that this is. */
    <R> R match(Cases<R> cases);

    /**
     * The target did in the jail what it did on the host.
     *
     * @param difference what it said otherwise all the same, in words; empty if nothing
     */
    record Clean(String difference) implements TraceVerdict {
        public Clean {
            difference = Visible.of(difference);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.clean().apply(this);
        }
    }

    /**
     * The target works on the host and not in the jail.
     *
     * @param failure what was seen of the failure: {@code exit status 255}
     * @param suspects the accesses that failed, the one nearest to the failure first
     */
    record Missing(String failure, List<Suspect> suspects) implements TraceVerdict {
        public Missing {
            failure = Visible.of(failure);
            suspects = suspects.stream()
                    .sorted(Comparator.comparingInt(Suspect::eventsBeforeFailure)
                            .thenComparing(Suspect::path)
                            .thenComparing(Suspect::event))
                    .toList();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.missing().apply(this);
        }
    }

    /**
     * Nobody asked for a proof: the manifest holds what the host pass shows.
     *
     * @param buildable false if it is known that no jail can be built of it as it is
     */
    record NotVerified(boolean buildable) implements TraceVerdict {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notVerified().apply(this);
        }
    }

    /** The target fails where it is installed, so nothing can be proved. @param failure what was seen of it */
    record FailsOnHost(String failure) implements TraceVerdict {
        public FailsOnHost {
            failure = Visible.of(failure);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failsOnHost().apply(this);
        }
    }

    /**
     * An access that failed in the jail.
     *
     * @param eventsBeforeFailure how many events of the trace lie between it and the failure
     * @param event the access in words: {@code openat by /usr/sbin/sshd: ENOENT}
     */
    record Suspect(int eventsBeforeFailure, String path, String event) {
        public Suspect {
            path = Visible.of(path);
            event = Visible.of(event);
        }
    }

    /** One function for every case: a new case is a new component, and breaks every place that forgets it. */
    record Cases<R>(
            Function<Clean, R> clean,
            Function<Missing, R> missing,
            Function<NotVerified, R> notVerified,
            Function<FailsOnHost, R> failsOnHost) {}
}
