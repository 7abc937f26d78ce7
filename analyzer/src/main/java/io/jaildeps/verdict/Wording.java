package io.jaildeps.verdict;

import io.jaildeps.elf.SymbolName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How loaders say that a symbol is defined nowhere, each with a line of it. The order is that in which they are tried: a
 * later one may be part of an earlier one. Programs that load plug-ins put the loader's words into a line of their own.
 */
enum Wording {
    // ./app: symbol lookup error: /opt/app/plugin.so: undefined symbol: render, version APP_2
    GLIBC_LOOKUP("symbol lookup error: (?<file>.+?): undefined symbol: NAME(?:, version VERSION)?"),
    // ./app: relocation error: /opt/app/plugin.so: symbol render, version APP_2 not defined in file libapp.so
    GLIBC_RELOCATION("relocation error: (?<file>.+?): symbol NAME(?:,? version VERSION)? not defined in file "),
    // undefined symbol: render, version APP_2\t(/opt/app/plugin.so)
    LDD("undefined symbol: NAME(?:, version VERSION)?\\s+\\((?<file>/[^()]+)\\)"),
    // ImportError: /opt/app/plugin.so: undefined symbol: render
    GLIBC_IN_A_LINE("FILE: undefined symbol: NAME(?:, version VERSION)?"),
    // Error relocating /opt/app/plugin.so: render: symbol not found
    MUSL("Error relocating (?<file>.+): NAME: symbol not found"),
    // /libexec/ld-elf.so.1: Undefined symbol "render@APP_2" referenced from COPY relocation in /opt/app/bin/app
    BSD_COPY("Undefined symbol \"QUOTED(?:@VERSION)?\" referenced from .+? in (?<file>\\S+)"),
    // ld-elf.so.1: /opt/app/plugin.so: Undefined symbol "render@APP_2", and of NetBSD: Undefined PLT symbol "render"
    BSD("FILE: Undefined (?:PLT )?symbol \"QUOTED(?:@VERSION)?\""),
    // app:/opt/app/plugin.so: undefined symbol 'render'
    OPENBSD("FILE: undefined symbol ['\"]QUOTED['\"]"),
    // app: undefined symbol "render"
    OPENBSD_BARE("(?<file>)undefined symbol ['\"]QUOTED['\"]"),
    // ld.so.1: app: fatal: relocation error: R_AMD64_JUMP_SLOT: file /opt/app/plugin.so: symbol render: referenced ...
    SOLARIS("relocation error: (?:\\w+: )?file (?<file>.+?): symbol NAME: referenced symbol not found"),
    // rtld: 0712-001 Symbol render was referenced from module /opt/app/plugin.so(), but a runtime definition ...
    AIX_REFERENCE("Symbol NAME was referenced\\s+from module (?<file>[^\\s()]+)"),
    // 0509-136   Symbol render (number 12) is not exported from dependent module /opt/app/libapp.so.
    AIX_EXPORT("Symbol NAME \\(number \\d+\\) is not exported from\\s+dependent module (?<file>\\S+?)\\.?$"),
    // dyld[312]: Symbol not found: _render
    MACOS("(?<file>)Symbol not found: _?NAME");

    /** No compiler makes longer names. */
    private static final int MAX_NAME = 4096;

    /** A file name in a line of others: a whole word, since trying each of its parts would take the square of its length. */
    private static final String WORD = "(?<![^\\s:'\"(])(?<file>[^\\s:'\"(]++)";

    private final Pattern pattern;

    Wording(String regex) {
        // assembler names have no blanks and punctuation of these kinds, whatever the language
        this.pattern = Pattern.compile(regex.replace("FILE", WORD)
                .replace("NAME", "(?<name>[^\\s,;:()'\"]++)")
                .replace("QUOTED", "(?<name>[^\\s@'\"]++)")
                .replace("VERSION", "(?<version>[^\\s,;:()'\"]++)"));
    }

    /** What this line says, if it says it in these words. @param line one char per byte */
    Optional<UndefinedSymbol> read(String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find() || matcher.group("name").length() > MAX_NAME) {
            return Optional.empty();
        }
        Optional<String> version = pattern.pattern().contains("<version>")
                ? Optional.ofNullable(matcher.group("version"))
                : Optional.empty();
        return Optional.of(new UndefinedSymbol(new SymbolName(matcher.group("name"), version), matcher.group("file")));
    }
}
