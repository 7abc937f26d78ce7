package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the shape by which the records of a file follow each other.
 *
 * @param hasOldNumbers the numbers of OpenBSD's calls are those from before 5.5
 */
record Detection(RecordShape shape, boolean hasOldNumbers) {
    static Optional<Detection> of(byte[] head) {
        return RecordShape.all().stream()
                .map(shape -> new Walk(shape, head))
                .filter(Walk::succeeds)
                // of equals, the first
                .max(Comparator.<Walk>comparingInt(walk -> walk.records).thenComparingInt(walk -> walk.evidence))
                .map(walk -> new Detection(walk.shape, walk.hasOldNumbers()));
    }

    /** One shape tried on a file's beginning. */
    private static final class Walk {
        /** A file that is garbled only after so many good records is a trace nevertheless. */
        private static final int ENOUGH = 8;

        /** Where OpenBSD had stat(2) and lstat(2) before 5.5; no call with a path is there now. */
        private static final Set<Integer> OLD_STATS = Set.of(188, 190, 291, 293);

        private static final int NO_CALL = -1;

        private final RecordShape shape;
        private final ByteBuffer buffer;
        private final RecordHead head = new RecordHead();
        private int records;
        private int evidence;
        private boolean begins;
        private boolean garbled;
        private boolean looksUpOldStats;
        private int call = NO_CALL;

        Walk(RecordShape shape, byte[] bytes) {
            this.shape = shape;
            this.buffer = ByteBuffer.wrap(bytes).order(shape.layout().order());
            int at = 0;
            while (!garbled && bytes.length - at >= shape.size()) {
                garbled = !shape.read(buffer, at, head)
                        || at == 0 && shape.beginsWithStart() && head.kind != RecordKind.START;
                int data = at + shape.size();
                if (garbled || head.length > bytes.length - data) {
                    begins |= !garbled;
                    return;
                }
                begins = true;
                look(data);
                records++;
                at = data + head.length;
            }
        }

        boolean succeeds() {
            return begins && (!garbled || records >= ENOUGH);
        }

        boolean hasOldNumbers() {
            return shape.layout().system() == TraceSystem.OPENBSD && (!shape.beginsWithStart() || looksUpOldStats);
        }

        private void look(int data) {
            switch (head.kind) {
                case CALL -> lookAtCall(buffer.slice(data, head.length).order(buffer.order()));
                case RETURN -> lookAtReturn();
                case PATH -> looksUpOldStats |= OLD_STATS.contains(call);
                case EMULATION -> lookAtEmulation(data);
                default -> {}
            }
        }

        private void lookAtCall(ByteBuffer record) {
            int arguments =
                    shape.calls().arguments(record, head.length, shape.layout().wordBytes());
            garbled = arguments < 0;
            evidence += arguments > 0 ? 2 : 0;
            call = garbled ? NO_CALL : shape.calls().code(record);
        }

        // the same header serves registers of 4 and of 8 bytes, and a returned one is as long as they are
        private void lookAtReturn() {
            KtraceLayout layout = shape.layout();
            boolean isLong = layout.wordBytes() == 8;
            boolean isUnlikely = switch (layout.system()) {
                case NETBSD -> layout.version() == 2 && head.length == (isLong ? 16 : 24);
                case OPENBSD -> layout.version() == 0 ? head.length != 12 : head.length == (isLong ? 12 : 16);
                default -> head.length == (isLong ? 12 : 16);
            };
            evidence -= isUnlikely ? 1 : 0;
        }

        private void lookAtEmulation(int data) {
            String name = new String(buffer.array(), data, head.length, StandardCharsets.ISO_8859_1);
            boolean isOpenBsd = shape.layout().system() == TraceSystem.OPENBSD;
            evidence += name.equals("native") == isOpenBsd ? 1 : -1;
        }
    }
}
