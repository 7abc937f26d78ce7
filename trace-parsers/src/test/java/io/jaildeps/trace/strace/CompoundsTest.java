package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompoundsTest {
    @Test
    void aFieldIsFoundByItsName() {
        Arg.Compound address = new Arg.Compound("{sa_family=AF_UNIX, sun_path=\"/run/\\303\\251, }x\"}");
        assertEquals(Optional.of(new Arg.Text("/run/\u00c3\u00a9, }x", false)), Compounds.field(address, "sun_path"));
        assertEquals(Optional.of(new Arg.Word("AF_UNIX")), Compounds.field(address, "sa_family"));
        assertEquals(Optional.empty(), Compounds.field(address, "path"));
    }

    @Test
    void anAbstractSocketsNameBeginsWithNul() {
        assertEquals(
                Optional.of(new Arg.Text("\0dbus-1", false)),
                Compounds.field(new Arg.Compound("{sa_family=AF_UNIX, sun_path=@\"dbus-1\"}"), "sun_path"));
    }

    @Test
    void fieldsOfBothHalvesAreListedInOrder() {
        Arg.Compound clone = new Arg.Compound("{flags=CLONE_VM|CLONE_FS, exit_signal=0} => {parent_tid=[31560]}");
        assertEquals(
                List.of(
                        new Compounds.Field("flags", new Arg.Word("CLONE_VM|CLONE_FS")),
                        new Compounds.Field("exit_signal", new Arg.Word("0")),
                        new Compounds.Field("parent_tid", new Arg.Compound("[31560]"))),
                Compounds.fields(clone));
    }

    @Test
    void anArrayHasItsElements() {
        assertEquals(
                List.of(new Arg.Text("sh", false), new Arg.Text("exit \"3", true), new Arg.Word("...")),
                Compounds.elements(new Arg.Compound("[\"sh\", \"exit \\\"3\"..., ...]")));
        assertEquals(List.of(), Compounds.elements(new Arg.Compound("[]")));
    }

    @Test
    void directoryEntriesHaveTheirNamesInBothSpellings() {
        String entry = "{d_ino=1, d_off=2, d_reclen=24, d_type=DT_DIR, d_name=\"%s\"}";
        String first = String.format(entry, ".");
        String second = String.format(entry, "a, {b}");
        for (String text : List.of("[" + first + ", " + second + "]", "{" + first + " " + second + "}")) {
            assertEquals(
                    List.of(new Arg.Text(".", false), new Arg.Text("a, {b}", false)),
                    Compounds.elements(new Arg.Compound(text)).stream()
                            .map(element -> Compounds.field((Arg.Compound) element, "d_name")
                                    .orElseThrow())
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "{a",
                "{a=",
                "{a=\"",
                "[\"",
                "[{",
                "~[",
                "]",
                "{=}",
                "{a=1}{",
                "[,,]",
                "\u00ff{\u00fe"
            })
    void garbageGivesFewerPartsAndNoException(String text) {
        Arg.Compound compound = new Arg.Compound(text);
        assertEquals(true, Compounds.fields(compound).size() <= 1);
        assertEquals(true, Compounds.elements(compound).size() <= 2);
    }

    /** Up to strace 4.10. */
    @Test
    void aFieldMaySayItsLength() {
        Arg.Compound message = new Arg.Compound(
                "{msg_name(110)={sa_family=AF_LOCAL, sun_path=\"/dev/log\"}, msg_iov(1)=[{\"hi\", 2}], msg_flags=0}");
        assertEquals(
                Optional.of(new Arg.Compound("{sa_family=AF_LOCAL, sun_path=\"/dev/log\"}")),
                Compounds.field(message, "msg_name"));
        assertEquals(Optional.of(new Arg.Word("0")), Compounds.field(message, "msg_flags"));
    }
}
