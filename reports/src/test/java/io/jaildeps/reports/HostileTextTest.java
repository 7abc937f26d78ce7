package io.jaildeps.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileTextTest {
    private static final TextRenderer TEXT = new TextRenderer();
    private static final JsonRenderer JSON = new JsonRenderer();
    private static final DotRenderer DOT = new DotRenderer();

    static Stream<String> texts() {
        return Stream.of(
                TEXT.render(Samples.manifest()),
                TEXT.render(Samples.hostileManifest()),
                TEXT.render(Samples.hostileTrace()),
                TEXT.render(Samples.missingTrace()),
                TEXT.render(Samples.hostileBuild()),
                TEXT.render(Samples.hostileRefusedBuild()),
                TEXT.render(Samples.hostileDiff()),
                TEXT.render(Samples.diff()),
                TEXT.render(Samples.minimized()),
                TEXT.render(Samples.badCheck()),
                TEXT.render(Samples.hostileCheck()),
                TEXT.render(Samples.hostilePath()),
                TEXT.render(Samples.neededPath()),
                TEXT.render(Samples.build()),
                TEXT.render(Samples.audit()),
                TEXT.render(Samples.hostileAudit()));
    }

    static Stream<String> jsons() {
        return Stream.of(
                JSON.render(Samples.hostileManifest()),
                JSON.render(Samples.hostileTrace()),
                JSON.render(Samples.hostileLdd()),
                JSON.render(Samples.hostileBuild()),
                JSON.render(Samples.hostileRefusedBuild()),
                JSON.render(Samples.hostileAudit()),
                new SarifRenderer().render(Samples.hostileAudit(), "1.0"),
                JSON.render(Samples.hostileDiff()),
                JSON.render(Samples.minimized()),
                JSON.render(Samples.hostileCheck()),
                JSON.render(Samples.hostilePath()),
                JSON.render(ReasonGraph.of(Samples.hostileManifest())));
    }

    static Stream<String> all() {
        return Stream.of(
                        texts(),
                        jsons(),
                        Stream.of(
                                new HtmlRenderer().render(Samples.hostileManifest()),
                                DOT.render(ReasonGraph.of(Samples.hostileManifest()))))
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_output_holds_a_control_or_invisible_character(String output) {
        String lines = output.replace("\n", "");
        assertEquals(Visible.of(lines), lines);
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_output_is_utf8_without_loss(String output) {
        assertEquals(output, new String(output.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void no_line_of_text_but_commands_is_wider_than_80_columns_or_ends_with_a_space(String text) {
        text.lines().forEach(line -> {
            assertTrue(Lines.width(line) <= 80 || line.startsWith("  $ "), line);
            assertTrue(!line.endsWith(" "), line);
        });
    }

    @ParameterizedTest
    @MethodSource("jsons")
    void hostile_json_parses(String json) throws Exception {
        assertTrue(new ObjectMapper().readTree(json).isObject());
    }

    @Test
    void dot_strings_read_back_by_the_dot_grammar_are_the_ids() {
        String id = "/tmp/\"quoted\\\" \\N <b> &lt; \\";
        GraphReport graph = new GraphReport(
                id, List.of(new GraphNode(id, id, GraphNode.Kind.FILE)), List.of(new GraphEdge(id, id, "opened by")));
        List<String> strings = quotedStrings(DOT.render(graph));
        String escaped = id.replace("\\", "\\\\");
        String label = escaped.replace("&", "&amp;");
        assertArrayEquals(
                new String[] {escaped, "UTF-8", "monospace", escaped, label, escaped, escaped, "opened by"},
                strings.toArray());
    }

    /** As DOT's lexer does it: in a quoted string only the quote is escaped; two backslashes stay two. */
    private static List<String> quotedStrings(String dot) {
        List<String> strings = new ArrayList<>();
        int at = dot.indexOf('"');
        while (at >= 0) {
            StringBuilder string = new StringBuilder();
            for (at++; dot.charAt(at) != '"'; at++) {
                if (dot.charAt(at) == '\\' && dot.charAt(at + 1) == '"') {
                    at++;
                } else if (dot.charAt(at) == '\\' && dot.charAt(at + 1) == '\\') {
                    string.append(dot.charAt(at++));
                }
                string.append(dot.charAt(at));
            }
            strings.add(string.toString());
            at = dot.indexOf('"', at + 1);
        }
        return strings;
    }
}
