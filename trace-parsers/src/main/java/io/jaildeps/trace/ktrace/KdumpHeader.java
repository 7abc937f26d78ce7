package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Bytes;
import java.util.Set;

/**
 * What stands in front of each record that kdump prints: process, thread (-H), program, times (-T, -E, -R), processor
 * (-c), kind, ABI (-A). Columns are parted by blanks, as people re-space what they quote; the program's name may be
 * anything, so that the first word that is a kind ends it.
 */
final class KdumpHeader {
    /** The kinds of all systems. */
    private static final Set<String> KINDS = Set.of(
            "CALL", "RET", "NAMI", "GIO", "PSIG", "CSW", "USER", "STRU", "SCTL", "CAP", "PFLT", "PRET", "ARGS", "ENVS",
            "ENV", "EERR", "EMUL", "MISC", "ARG", "MIB", "SAU", "EXFD", "MMSG", "MOOL", "PLDG", "PINS", "STRT");

    private static final String LONGEST_KIND = "UNKNOWN(";
    private static final byte[] EVENTS_LOST = Bytes.of("Events dropped.");
    /** More words than a program's name and the columns of all options. */
    private static final int MAX_WORDS = 16;

    int pid;
    /** 0 if there is none. */
    long thread;
    /** Such as {@code CALL}; {@link #LOST} of the line that says that the kernel could not write all records. */
    String kind = "";
    /** Where the rest of the record begins. */
    int detail;
    /** The process runs a program for Linux, as -A tells. */
    boolean isLinux;

    static final String LOST = "LOST";

    private byte[] b = new byte[0];
    private int to;
    private int start;
    private int end;

    /** False if the line is no record's first. */
    boolean read(byte[] bytes, int from, int lineEnd) {
        b = bytes;
        to = lineEnd;
        thread = 0;
        isLinux = false;
        int first = Bytes.skipBlanks(b, from, to);
        int digits = first < to && b[first] == '-' ? first + 1 : first;
        int pidEnd = Bytes.skipDigits(b, digits, to);
        int number = Bytes.number(b, digits, pidEnd);
        if (number < 0 || pidEnd == to) {
            return false;
        }
        pid = digits > first ? 0 : number;
        end = pidEnd;
        if ((b[end] == '/' || b[end] == ':') && !readThread(end + 1)) {
            return false;
        }
        return end < to && Bytes.isSpace(b[end]) && readKind();
    }

    // 26458/481234  ls       CALL  open(…)       of OpenBSD
    //   877:1    ls       CALL  open(…)           of DragonFly
    private boolean readThread(int at) {
        end = Bytes.skipDigits(b, at, to);
        thread = number(at, end);
        return end > at;
    }

    private boolean readKind() {
        int firstWord = end;
        int words = 0;
        int programs = 0;
        while (words < MAX_WORDS && nextWord()) {
            if (isKind() && (words > 0 || isWord("STRT")) && !isFollowedByKind()) {
                kind = isWord(LONGEST_KIND) ? LONGEST_KIND : Bytes.text(b, start, end);
                readDetail();
                takeThread(firstWord, programs);
                return true;
            } else if (words > 0 && Bytes.startsWith(b, start, to, EVENTS_LOST)) {
                kind = LOST;
                detail = to;
                return true;
            }
            programs += isColumn() ? 0 : 1;
            words++;
        }
        return false;
    }

    private boolean nextWord() {
        start = Bytes.skipSpace(b, end, to);
        end = start;
        while (end < to && !Bytes.isSpace(b[end])) {
            end++;
        }
        return start < end;
    }

    private boolean isKind() {
        return end - start <= 4 && KINDS.contains(Bytes.text(b, start, end)) || isWord(LONGEST_KIND);
    }

    private boolean isWord(String word) {
        return Bytes.startsWith(b, start, end, Bytes.of(word));
    }

    /** A program may be called {@code RET}; a record of that kind is never followed by another kind. */
    private boolean isFollowedByKind() {
        int kindStart = start;
        int kindEnd = end;
        boolean followed = nextWord() && isKind();
        start = kindStart;
        end = kindEnd;
        return followed;
    }

    /** A time: 1416618521.123456789, 0.000012, -0.000003. */
    private boolean isColumn() {
        int at = b[start] == '-' ? start + 1 : start;
        int point = Bytes.skipDigits(b, at, end);
        return point > at && point < end && b[point] == '.' && Bytes.skipDigits(b, point + 1, end) == end;
    }

    private void readDetail() {
        detail = Bytes.skipSpace(b, end, to);
        // CALL  F64  open(…)
        if (to - detail >= 3 && isAbi(detail) && (to == detail + 3 || Bytes.isSpace(b[detail + 3]))) {
            isLinux = b[detail] == 'L';
            detail = Bytes.skipSpace(b, detail + 3, to);
        }
    }

    private boolean isAbi(int at) {
        boolean isLetter = b[at] == 'F' || b[at] == 'L' || b[at] == 'U';
        return isLetter && Bytes.isDigit(b[at + 1]) && Bytes.isDigit(b[at + 2]);
    }

    /** The first of several words before the kind is the thread, if it is a number. @param words without times */
    private void takeThread(int firstWord, int words) {
        end = firstWord;
        if (thread == 0 && words > 1 && nextWord() && Bytes.skipDigits(b, start, end) == end) {
            thread = number(start, end);
        }
    }

    private long number(int from, int until) {
        long value = 0;
        for (int i = from; i < until && i < from + 18; i++) {
            value = value * 10 + (b[i] - '0');
        }
        return value;
    }
}
