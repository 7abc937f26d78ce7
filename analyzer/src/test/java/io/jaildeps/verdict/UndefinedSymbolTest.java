package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.RunFacts;
import io.jaildeps.manifest.Ready;
import io.jaildeps.trace.ParseSummary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UndefinedSymbolTest {
    private static String said(String stderr) {
        return UndefinedSymbol.in(stderr).stream()
                .map(symbol -> symbol.symbol() + " of " + (symbol.file().isEmpty() ? "?" : symbol.file()))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            value = {
                // glibc
                "./app: symbol lookup error: /o/my plug.so: undefined symbol: render | render of /o/my plug.so",
                "./app: symbol lookup error: ./p.so: undefined symbol: render, version APP_2 | render@APP_2 of ./p.so",
                "app: symbol lookup error: /o/p.so: undefined symbol: _ZN3app6renderEi (fatal) | _ZN3app6renderEi of /o/p.so",
                "./app: relocation error: /o/p.so: symbol render version APP_2 not defined in file libapp.so.2 with link"
                        + " time reference | render@APP_2 of /o/p.so",
                "./app: relocation error: /o/p.so: symbol render, version APP_2 not defined in file libapp.so.2 with link"
                        + " time reference | render@APP_2 of /o/p.so",
                "./app: relocation error: /o/p.so: symbol render not defined in file libapp.so.2 with link time reference"
                        + " | render of /o/p.so",
                "undefined symbol: render\t(/o/p.so) | render of /o/p.so",
                "undefined symbol: render, version APP_2\t(/o/p.so) | render@APP_2 of /o/p.so",
                // programs that tell what dlerror(3) said
                "ImportError: /o/p.cpython-311-x86_64-linux-gnu.so: undefined symbol: render"
                        + " | render of /o/p.cpython-311-x86_64-linux-gnu.so",
                "Can't load '/o/p.so' for module P: /o/p.so: undefined symbol: render at /usr/lib/x.pm line 187."
                        + " | render of /o/p.so",
                "Warning: Unable to load 'p' (tried: /o/p.so (/o/p.so: undefined symbol: render), /o/q.so (none))"
                        + " | render of /o/p.so",
                // musl
                "Error relocating /o/p.so: render: symbol not found | render of /o/p.so",
                // FreeBSD, DragonFly, NetBSD
                "ld-elf.so.1: /o/p.so: Undefined symbol \"render\" | render of /o/p.so",
                "ld-elf.so.1: /o/p.so: Undefined symbol \"render@APP_2\" | render@APP_2 of /o/p.so",
                "/libexec/ld-elf.so.1: Undefined symbol \"render\" referenced from COPY relocation in /o/bin/app"
                        + " | render of /o/bin/app",
                "/o/p.so: Undefined PLT symbol \"render\" (symnum = 12) | render of /o/p.so",
                // OpenBSD
                "app:/o/p.so.1.0: undefined symbol 'render' | render of /o/p.so.1.0",
                "app: undefined symbol \"render\" | render of app",
                "undefined symbol 'render' | render of ?",
                // Solaris, illumos
                "ld.so.1: app: fatal: relocation error: file /o/p.so: symbol render: referenced symbol not found"
                        + " | render of /o/p.so",
                "ld.so.1: app: fatal: relocation error: R_AMD64_JUMP_SLOT: file /o/p.so: symbol render: referenced symbol"
                        + " not found | render of /o/p.so",
                // AIX
                "rtld: 0712-001 Symbol render was referenced | ``",
                "rtld: 0712-001 Symbol render was referenced from module /o/p.so(), but a runtime definition"
                        + " | render of /o/p.so",
                "0509-136   Symbol render (number 12) is not exported from dependent module /o/libapp.so."
                        + " | render of /o/libapp.so",
                // macOS
                "dyld[312]: Symbol not found: _render | render of ?",
                "dyld: Symbol not found: __ZN3app6renderEi | _ZN3app6renderEi of ?",
                // what is none
                "nm: no symbols | ``",
                "cc: error: undefined symbol | ``",
                "symbol lookup error: | ``"
            })
    void theWordingsOfTheLoadersAreUnderstood(String line, String expected) {
        assertEquals(expected, said("starting\n" + line + "\ngiving up\n"));
    }

    @Test
    void aSymbolIsTakenOnceAndOnlySomeOfMany() {
        assertEquals("b of /o/p.so; a of /o/p.so", said("""
                    Error relocating /o/p.so: b: symbol not found
                    Error relocating /o/p.so: a: symbol not found
                    Error relocating /o/q.so: b: symbol not found
                    """));
        String many = IntStream.range(0, 1000)
                .mapToObj(i -> "Error relocating /o/p.so: s" + i + ": symbol not found\n")
                .collect(Collectors.joining());
        assertEquals(32, UndefinedSymbol.in(many).size());
    }

    @Test
    void whatTheHostsRunSaysTooIsNotTheJailsFault() {
        PassResult host = pass("/o/p.so: undefined symbol: optional\n");
        PassResult jail = pass("/o/p.so: undefined symbol: optional\n/o/p.so: undefined symbol: render\n");
        assertEquals(
                List.of("render"),
                UndefinedSymbol.between(host, jail).stream()
                        .map(symbol -> symbol.symbol().toString())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": ",
                "a:",
                "relocation error: ",
                "undefined symbol: ",
                "(",
                "\u00ff\u001b[",
                "Undefined symbol \""
            })
    void aHostileLineIsOnlyALine(String piece) {
        String line = piece.repeat(8192 / piece.length());
        assertTrue(said(line + "ymbol\nSymbol not found: _render\n").endsWith("render of ?"));
    }

    @Test
    void controlCharactersOfANameAreNotPrinted() {
        assertEquals("re\\x1b[31mnder of /o/p.so", said("/o/p.so: undefined symbol: re\u001b[31mnder\n"));
    }

    private static PassResult pass(String stderr) {
        return new PassResult(
                new Accesses(),
                new RunFacts(),
                new PassResult.Ending.Exited(127),
                new Ready.Exit(),
                List.of(),
                List.of(),
                new PassResult.Reading(new ParseSummary(0, 0, 0, 0), false, 0, 1),
                new PassResult.Output("", stderr, "", false, WrittenFiles.NONE));
    }
}
