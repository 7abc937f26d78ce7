package io.jaildeps.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordsTest {
    @Test
    void visible_text_is_unchanged() {
        assertEquals("/tmp/grüße\\x1b 日本", Visible.of("/tmp/grüße\\x1b 日本"));
    }

    @Test
    void hidden_characters_are_shown() {
        assertEquals("\\u{1b}[0m\\n\\t\\u{202e}\\u{d800}", Visible.of("\u001b[0m\n\t\u202e\ud800"));
    }

    @Test
    void a_graph_is_the_same_bytes_from_shuffled_input() {
        GraphReport graph = ReasonGraph.of(Samples.manifest());
        List<GraphNode> nodes = new ArrayList<>(graph.nodes());
        List<GraphEdge> edges = new ArrayList<>(graph.edges());
        Collections.shuffle(nodes, new Random(1));
        Collections.shuffle(edges, new Random(2));
        DotRenderer dot = new DotRenderer();
        assertEquals(dot.render(graph), dot.render(new GraphReport(graph.title(), nodes, edges)));
    }

    @Test
    void an_edge_to_nowhere_is_refused() {
        GraphEdge edge = new GraphEdge("/a", "/b", "opened by");
        assertThrows(IllegalArgumentException.class, () -> new GraphReport("", List.of(), List.of(edge)));
    }

    @Test
    void two_nodes_of_one_id_are_refused() {
        GraphNode node = new GraphNode("/a", "/a", GraphNode.Kind.FILE);
        assertThrows(IllegalArgumentException.class, () -> new GraphReport("", List.of(node, node), List.of()));
    }

    @Test
    void a_chain_of_a_thousand_libraries_is_rendered() throws Exception {
        LddReport.Library chain = new LddReport.NotFound("libend.so", List.of());
        for (int i = 0; i < 1000; i++) {
            chain = new LddReport.Found("lib" + i + ".so", "/lib" + i + ".so", "RPATH", false, List.of(chain));
        }
        LddReport.File file = new LddReport.Dynamic("/bin/a", "", List.of(chain), List.of("libend.so"));
        LddReport report = new LddReport(List.of(file));
        try (JsonParser json = new ObjectMapper().createParser(new JsonRenderer().render(report))) {
            assertTrue(json.nextToken().isStructStart());
        }
    }

    @Test
    void bytes_are_told_in_a_readable_unit() {
        assertEquals("1 byte", Quantity.ofBytes(1));
        assertEquals("1023 bytes", Quantity.ofBytes(1023));
        assertEquals("1.5 MiB", Quantity.ofBytes(1536 * 1024));
        assertEquals("8.0 EiB", Quantity.ofBytes(Long.MAX_VALUE));
    }

    @Test
    void words_of_a_command_are_quoted_as_a_shell_wants_them() {
        assertEquals("/bin/echo 'it'\\''s' ''", CommandText.of(List.of("/bin/echo", "it's", "")));
    }
}
