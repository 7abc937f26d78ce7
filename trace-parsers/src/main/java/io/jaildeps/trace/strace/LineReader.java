package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TerminalCodes;
import io.jaildeps.trace.TraceEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what each line is and passes it to who can read it. */
final class LineReader {
    private static final byte[] RESUMED = Bytes.of("<... ");
    private static final byte[] BRACKETED_PID = Bytes.of("[pid ");
    private static final byte[] RESUMED_END = Bytes.of(" resumed>");
    /** A trace that lost newlines shows it in its first lines. */
    private static final int MANNERS_SEEN_BY = 100;
    /** Where more lines have them, {@link io.jaildeps.trace.any.Wrapping} takes them off all. */
    private static final int MOST_COMMENTS = 2;

    private final CallNames names;
    private final PartialCalls partials;
    private final Threads threads;
    private final LifeLines lifeLines;
    private final Delivery delivery;
    private final Footnotes footnotes = new Footnotes();
    private final Notes notes = new Notes();
    private final Prefix prefix = new Prefix();
    private final LoneNumber loneNumber = new LoneNumber();
    private final JoinedCalls joinedCalls = new JoinedCalls();
    private boolean joined;
    /** Where the line's next event begins, or -1. */
    private int next = -1;
    /** Where the line ended, of which there is more. */
    private int end;
    /** The line has been freed already from what stood in front of its event. */
    private boolean unglued;
    /** How many lines began with a sign of comments. */
    private int comments;

    LineReader(CallNames names, PartialCalls partials, Threads threads, Delivery delivery) {
        this.names = names;
        this.partials = partials;
        this.threads = threads;
        this.lifeLines = new LifeLines(threads);
        this.delivery = delivery;
    }

    void accept(LineSource line) {
        delivery.countLine();
        if (loneNumber.isHeld()) {
            LineSource whole = loneNumber.before(line);
            if (whole != null) {
                read(whole);
                return;
            }
            finish();
        }
        read(line);
    }

    /** The trace has ended. */
    void finish() {
        TraceEvent.Unparsed alone = loneNumber.release();
        if (alone != null) {
            delivery.unparsed(alone);
        }
    }

    private void read(LineSource line) {
        unglued = false;
        if (line.tooLong) {
            unparsed(line, "longer than 1 MiB");
        } else if (!footnotes.isRow(line.bytes, line.start, line.end)) {
            events(line);
        }
    }

    private void events(LineSource line) {
        skipEcho(line);
        event(line);
        while (next >= 0) {
            line.start = next;
            line.end = end;
            next = -1;
            event(line);
        }
    }

    // ^C12:34:57 open("/etc/y", O_RDONLY) = 3
    private static void skipEcho(LineSource line) {
        while (line.start + 2 < line.end && line.bytes[line.start] == '^' && line.bytes[line.start + 1] == 'C') {
            line.start += 2;
        }
    }

    /** Lets the line end where its call does, if another event follows. @param from behind the parenthesis */
    private void part(LineSource line, int from) {
        if (joined || line.number <= MANNERS_SEEN_BY) {
            next = joinedCalls.next(line.bytes, from, line.end);
            if (next >= 0) {
                joined = true;
                end = line.end;
                line.end = Bytes.trimEnd(line.bytes, from, next);
            }
        }
    }

    private void event(LineSource line) {
        byte[] b = line.bytes;
        int to = line.end;
        prefix.read(b, line.start, to);
        int from = prefix.body;
        if (from == to) {
            other(line);
            return;
        }
        byte c = b[from];
        if (c >= 'a' && c <= 'z' || c == '_' || c == '?' || c >= 'A' && c <= 'Z') {
            int nameEnd = Bytes.skipName(b, from, to);
            if (nameEnd < to && b[nameEnd] == '(') {
                call(line, names.find(b, from, nameEnd), nameEnd + 1);
                return;
            }
        } else if (c == '<' && Bytes.startsWith(b, from, to, RESUMED)) {
            int end = Bytes.skipName(b, from + RESUMED.length, to);
            if (Bytes.startsWith(b, end, to, RESUMED_END)) {
                resumed(line, names.find(b, from + RESUMED.length, end), end + RESUMED_END.length);
                return;
            }
        } else if (c == '<' && Bytes.startsWith(b, from, to, LineTail.UNFINISHED)) {
            // sendto(3, "x", 76, 0, NULL, 0
            // <unfinished ...>1456  1400822372.247785 <... writev resumed> ) = 35
            part(line, from);
        } else if (c == '+' || c == '-') {
            TraceEvent event = lifeLines.read(line.number, thread(false), b, from, to);
            if (event != null) {
                life(event);
                return;
            }
        }
        other(line);
    }

    private Pid thread(boolean resumesFork) {
        loneNumber.saw(prefix);
        boolean firstIsForking = prefix.inBrackets && !resumesFork && partials.isForking(Pid.UNNAMED);
        return threads.of(prefix, firstIsForking);
    }

    // openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3
    private void call(LineSource line, CallNames.Name name, int from) {
        byte[] b = line.bytes;
        Pid pid = thread(false);
        partials.begin(pid);
        part(line, from);
        int mark = LineTail.markAt(b, from, line.end);
        if (mark >= 0) {
            int end = mark > from && b[mark - 1] == ' ' ? mark - 1 : mark;
            CallText.Head head = new CallText.Head(line.number, pid, name);
            partials.interrupt(new Partial(head, false, b, from, end), b, mark, line.end);
        } else if (name.isIdle(b, from, line.end) && LineTail.lastClose(b, from - 1, line.end) >= 0) {
            delivery.countSkipped();
        } else {
            int end = takeNote(line, from);
            partials.whole(new CallText.Head(line.number, pid, name), b, from, end);
        }
    }

    // <... read resumed>"x", 1) = 1   <... futex resumed> ) = 0
    private void resumed(LineSource line, CallNames.Name name, int from) {
        Pid pid = thread(name.forks());
        Partial partial = partials.resume(pid, name.text());
        if (partial == null) {
            partial = takenOver(line.number, pid, name);
        }
        if (partial == null) {
            partial = new Partial(new CallText.Head(line.number, pid, name), true, line.bytes, from, from);
        }
        partial.resumedAt(line.number);
        part(line, from);
        partials.append(partial, line.bytes, from, takeNote(line, from));
    }

    // 2256 execve("/bin/ls", ["ls"], 0x7f /* 3 vars */ <unfinished ...>
    // 2255 <... execve resumed>) = 0
    /** A thread's execve that goes on as its process's, of which -qqq and -e quiet=superseded say nothing. */
    private @Nullable Partial takenOver(long line, Pid pid, CallNames.Name name) {
        Optional<Pid> by = partials.executing(pid, name.text());
        if (by.isEmpty()) {
            return null;
        }
        life(new TraceEvent.Superseded(line, pid, by.get()));
        return partials.resume(pid, name.text());
    }

    private void life(TraceEvent event) {
        if (event instanceof TraceEvent.Exited exited) {
            ended(exited.pid());
        } else if (event instanceof TraceEvent.Killed killed) {
            ended(killed.pid());
        } else if (event instanceof TraceEvent.Superseded superseded) {
            partials.supersede(superseded.pid(), superseded.by());
            threads.ended(superseded.by());
        }
        delivery.other(event);
    }

    private void ended(Pid pid) {
        partials.ended(pid);
        threads.ended(pid);
    }

    private void other(LineSource line) {
        byte[] b = line.bytes;
        int from = line.start;
        int to = line.end;
        if (TerminalCodes.areIn(line)) {
            TerminalCodes.strip(line);
            event(line);
        } else if (notes.isNote(b, prefix.body, to)) {
            note(line, prefix.body);
        } else if (footnotes.beginsTable(b, from, to)) {
            note(line, from);
        } else if (!Footnotes.isStackOrDump(b, from, to) && !isGlued(line)) {
            int end = takeNote(line, from);
            if (!partials.continueBroken(line, end)
                    && !partials.endsRemark(b, from, to)
                    && Bytes.skipBlanks(b, from, to) < to
                    && !isCommented(line)
                    && !loneNumber.hold(line)) {
                unparsed(line, "not a line of strace");
            }
        }
    }

    /** Reads the event of a line whose beginning is the program's own output: {@code Loading...[pid 418] close(3) = 0}. */
    private boolean isGlued(LineSource line) {
        int at = unglued ? -1 : Bytes.indexOf(line.bytes, line.start + 1, line.end, BRACKETED_PID);
        if (at < 0) {
            return false;
        }
        prefix.read(line.bytes, at, line.end);
        if (!prefix.inBrackets) {
            return false;
        }
        partials.continueBroken(line.bytes, line.start, at);
        line.start = at;
        unglued = true;
        event(line);
        return true;
    }

    /** Reads the event of a line that somebody began a comment with: {@code /*execve("/bin/ls", …}. There are not many. */
    private boolean isCommented(LineSource line) {
        byte[] b = line.bytes;
        int from = line.start;
        if (comments > 0 && line.end - from == 2 && b[from] == '*' && b[from + 1] == '/') {
            return true;
        }
        boolean begins = from + 2 < line.end && b[from] == '/' && (b[from + 1] == '*' || b[from + 1] == '/');
        if (!begins || comments == MOST_COMMENTS) {
            return false;
        }
        comments++;
        line.start = Bytes.skipBlanks(b, from + 2, line.end);
        event(line);
        return true;
    }

    private void note(LineSource line, int from) {
        int attached = Notes.attached(line.bytes, from, line.end);
        int detached = Notes.detached(line.bytes, from, line.end);
        if (attached >= 0) {
            threads.born(attached);
        }
        if (detached >= 0) {
            ended(threads.named(detached));
        }
        delivery.note(line.number, line.bytes, from, line.end);
    }

    // vfork(strace: Process 32353 attached
    private int takeNote(LineSource line, int from) {
        int at = notes.noteAt(line.bytes, from, line.end);
        if (at < 0) {
            return line.end;
        }
        note(line, at);
        return at;
    }

    private void unparsed(LineSource line, String reason) {
        String text = Delivery.snippet(line.bytes, line.start, line.end);
        delivery.unparsed(new TraceEvent.Unparsed(line.number, text, reason));
    }
}
