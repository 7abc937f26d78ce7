package io.jaildeps.audit;

import java.util.Locale;

/** What can be found. The id is a contract: ignore files and scripts name it; docs/audit.md describes each. */
public enum Kind {
    PROGRAM_MISSING(Topic.MISSING, Severity.HIGH, "A program that the jail is for is absent"),
    LIBRARY_MISSING(Topic.MISSING, Severity.HIGH, "A library is nowhere where the loader looks for it"),
    INTERPRETER_MISSING(Topic.MISSING, Severity.HIGH, "The loader that a program names is absent"),
    SCRIPT_INTERPRETER_MISSING(Topic.MISSING, Severity.MEDIUM, "The program in a script's first line is absent"),
    LINK_DANGLING(Topic.MISSING, Severity.LOW, "A symbolic link leads nowhere"),
    ENTRY_MISSING(Topic.MISSING, Severity.HIGH, "The manifest has an entry that the jail lacks"),
    NSS_MODULE_MISSING(Topic.MISSING, Severity.MEDIUM, "A module that nsswitch.conf names is absent"),
    PAM_MODULE_MISSING(Topic.MISSING, Severity.HIGH, "A module that a file of pam.d names is absent"),
    PAM_FILE_MISSING(Topic.MISSING, Severity.HIGH, "A file that a file of pam.d includes or names is absent"),
    MODULE_MISSING(Topic.MISSING, Severity.HIGH, "A file that a daemon's configuration loads or starts is absent"),
    PAM_LOOP(Topic.MISSING, Severity.HIGH, "Files of pam.d include each other in a circle"),
    GCONV_MODULE_MISSING(Topic.MISSING, Severity.LOW, "Converters that a gconv-modules file names are absent"),
    CACHE_NAMES_ABSENT(Topic.MISSING, Severity.MEDIUM, "The loader's cache names libraries that are absent"),
    WRONG_TYPE(Topic.MISSING, Severity.MEDIUM, "Something of another type stands in the place of a file or device"),
    CLOSED_TO_USERS(Topic.MISSING, Severity.MEDIUM, "What everybody's programs need only root may use"),

    CHANGED_SINCE_LOCK(Topic.CHANGED, Severity.HIGH, "A file is not what it was when the jail was built"),
    DIFFERS_FROM_HOST(Topic.CHANGED, Severity.MEDIUM, "A file differs from the host's file of the same path"),
    STALE(Topic.CHANGED, Severity.MEDIUM, "The host has another version of a file than the one the jail was built of"),
    VANISHED_ON_HOST(Topic.CHANGED, Severity.LOW, "The host has no such file any more"),
    ENTRY_DIFFERS(Topic.CHANGED, Severity.MEDIUM, "Type, owner, mode, target or device is not what the manifest says"),
    ACCOUNT_DIFFERS(Topic.CHANGED, Severity.MEDIUM, "An account is not what it is on the host"),
    CACHE_DAMAGED(Topic.CHANGED, Severity.MEDIUM, "The loader's cache can not be read in full"),
    CACHE_INCOMPLETE(
            Topic.CHANGED, Severity.LOW, "The loader's cache lacks libraries that stand beside those it names"),

    SETUID(Topic.DANGEROUS, Severity.HIGH, "A program runs as its owner"),
    SETGID(Topic.DANGEROUS, Severity.MEDIUM, "A program runs with its group"),
    FILE_CAPABILITY(Topic.DANGEROUS, Severity.HIGH, "A program gains capabilities when it starts"),
    WORLD_WRITABLE(Topic.DANGEROUS, Severity.HIGH, "Everybody may write it"),
    GROUP_WRITABLE(Topic.DANGEROUS, Severity.MEDIUM, "A group other than root's may write it"),
    ACL_WRITABLE(Topic.DANGEROUS, Severity.MEDIUM, "An access control list lets others than root write it"),
    NOT_ROOTS(Topic.DANGEROUS, Severity.MEDIUM, "Somebody other than root owns it"),
    TARGET_WRITABLE(Topic.DANGEROUS, Severity.MEDIUM, "The program's user may write what it should only read"),
    ACCOUNTS_WRITABLE(Topic.DANGEROUS, Severity.CRITICAL, "Somebody other than root may write who is who"),
    PRELOAD(Topic.DANGEROUS, Severity.HIGH, "Every program loads a library that nothing asks for"),
    SHADOWING(Topic.DANGEROUS, Severity.HIGH, "The loader takes a library that nothing asks for before another one"),
    SEARCH_PATH(Topic.DANGEROUS, Severity.HIGH, "A program looks for libraries where others than root can put some"),
    DEVICE(Topic.DANGEROUS, Severity.HIGH, "A device node beyond the harmless ones"),
    HARD_LINK_OUTSIDE(Topic.DANGEROUS, Severity.HIGH, "A file has names outside of the jail too"),
    LINK_CLIMBS(Topic.DANGEROUS, Severity.HIGH, "A symbolic link climbs above the jail's root"),
    TOOL(Topic.DANGEROUS, Severity.MEDIUM, "A tool that helps an intruder and that nothing asks for"),
    PASSWORD_HASH(Topic.DANGEROUS, Severity.HIGH, "A password's hash is in the jail"),
    EMPTY_PASSWORD(Topic.DANGEROUS, Severity.CRITICAL, "An account needs no password"),
    SECRET(Topic.DANGEROUS, Severity.HIGH, "A private key or token is in the jail"),
    SECRET_READABLE(Topic.DANGEROUS, Severity.HIGH, "Others than its owner may read a secret"),
    ACCOUNT_UNNEEDED(Topic.DANGEROUS, Severity.LOW, "Accounts that nothing in the jail needs"),
    UID_0_TWIN(Topic.DANGEROUS, Severity.CRITICAL, "An account other than root has the number 0"),
    GID_0_MEMBER(Topic.DANGEROUS, Severity.MEDIUM, "An account other than root is in root's group"),
    SOCKET(Topic.DANGEROUS, Severity.LOW, "Somebody outside may listen on a socket in the jail"),
    MOUNT_INSIDE(Topic.DANGEROUS, Severity.MEDIUM, "Something is mounted in the jail"),
    HOST_BOUND(Topic.DANGEROUS, Severity.CRITICAL, "A directory of the host is mounted in the jail"),
    ANCESTOR_WRITABLE(Topic.DANGEROUS, Severity.HIGH, "Others may write a directory above the jail"),
    JAIL_ENTERABLE(Topic.DANGEROUS, Severity.NOTE, "Every user of the host may enter the jail's directory"),
    SUID_MOUNT(Topic.DANGEROUS, Severity.LOW, "The file system of a jail with setuid files is mounted without nosuid"),
    DEV_MOUNT(Topic.DANGEROUS, Severity.LOW, "The file system of a jail with devices is mounted without nodev"),

    NOT_IN_MANIFEST(Topic.UNNEEDED, Severity.LOW, "No entry of the manifest covers it"),

    UNREADABLE(Topic.UNKNOWN, Severity.MEDIUM, "It could not be read, so nothing is known of it"),
    ELF_BROKEN(Topic.UNKNOWN, Severity.MEDIUM, "It begins as an ELF file and breaks the format"),
    NOT_CHECKED(Topic.UNKNOWN, Severity.NOTE, "Something could not be looked at on this machine");

    private final Topic topic;
    private final Severity severity;
    private final String summary;

    Kind(Topic topic, Severity severity, String summary) {
        this.topic = topic;
        this.severity = severity;
        this.summary = summary;
    }

    /** What sort of trouble it is. */
    public enum Topic {
        MISSING,
        CHANGED,
        DANGEROUS,
        UNNEEDED,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code library-missing}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Topic topic() {
        return topic;
    }

    /** How bad it is unless the case says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** One sentence without its full stop. */
    public String summary() {
        return summary;
    }
}
