package io.jaildeps.audit;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in passwd(5) or group(5) as C libraries read it, which take more for a number than anybody would write. glibc
 * calls strtoul(3), so blanks and a sign may stand before it, and what is too large is the largest; musl adds up digits in
 * 32 bits, and no digit at all is 0.
 */
final class AccountNumber {
    private static final Pattern STRTOUL = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?)([0-9]+)");
    private static final Pattern DIGITS = Pattern.compile("[0-9]*");
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(32);
    private static final BigInteger LONG = BigInteger.ONE.shiftLeft(64);
    private static final long LARGEST = 0xffff_ffffL;
    /** More is never meant, and a number of a million digits would take long to read. */
    private static final int MOST_DIGITS = 100;

    private AccountNumber() {}

    /** The number that the GNU C library on a 64-bit machine reads; empty if it passes the line over. */
    static OptionalLong of(String field) {
        Matcher matcher = STRTOUL.matcher(field);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        String digits = plain(matcher.group(2));
        if (digits.length() > MOST_DIGITS) {
            return OptionalLong.of(LARGEST);
        }
        BigInteger value = new BigInteger(digits);
        if (value.compareTo(LONG) >= 0) {
            return OptionalLong.of(LARGEST);
        }
        BigInteger read = matcher.group(1).equals("-") ? value.negate().mod(LONG) : value;
        return OptionalLong.of(read.compareTo(WORD) >= 0 ? LARGEST : read.longValueExact());
    }

    /** True if one of the C libraries reads it as root's number. */
    static boolean isRoots(String field) {
        if (of(field).orElse(LARGEST) == 0) {
            return true;
        }
        String digits = plain(field);
        return DIGITS.matcher(field).matches()
                && digits.length() <= MOST_DIGITS
                && new BigInteger(digits).mod(WORD).signum() == 0;
    }

    /** True if it is read as -1, which setresuid(2) takes for "leave it": who wants to become that user stays root. */
    static boolean isNoChange(String field) {
        return of(field).orElse(0) == LARGEST;
    }

    private static String plain(String digits) {
        String text = digits.replaceFirst("^0+", "");
        return text.isEmpty() ? "0" : text;
    }
}
