package io.jaildeps.audit;

import java.util.regex.Pattern;

/** The second field of passwd(5) and shadow(5), see crypt(5). */
final class PasswordField {
    /** Stands for "see shadow", or lets nobody in. */
    private static final Pattern NONE = Pattern.compile("|x|[*!].*", Pattern.DOTALL);

    /** What usermod -L leaves of a hash: put behind {@code !}, and whole. */
    private static final Pattern LOCKED = Pattern.compile("[*!]+(.*)", Pattern.DOTALL);

    // $6$salt$hash   _J9..saltHASHHASHHA   ab01FAX.bQRSU
    private static final Pattern HASH = Pattern.compile(
            "\\$[A-Za-z0-9-]{1,16}\\$.{8,}" + "|_[./0-9A-Za-z]{19}" + "|(?=.*[A-Z0-9./])[./0-9A-Za-z]{13}");

    private PasswordField() {}

    /** True if somebody who reads the field can try passwords on it; a locked account's is still there. */
    static boolean isHash(String field) {
        var locked = LOCKED.matcher(field);
        return locked.matches()
                ? HASH.matcher(locked.group(1)).matches()
                : !NONE.matcher(field).matches();
    }

    static boolean isLocked(String field) {
        return LOCKED.matcher(field).matches();
    }
}
