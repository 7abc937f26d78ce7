package io.jaildeps.reports;

import io.jaildeps.fixtures.Golden;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GoldenReportsTest {
    private final TextRenderer text = new TextRenderer();
    private final JsonRenderer json = new JsonRenderer();

    @Test
    void a_manifest_is_told_summary_first() throws IOException {
        matches("manifest.txt", text.render(Samples.manifest()));
        matches("manifest.json", json.render(Samples.manifest()));
        matches("manifest.html", new HtmlRenderer().render(Samples.manifest()));
    }

    @Test
    void a_clean_run_says_so_first() throws IOException {
        matches("trace-clean.txt", text.render(Samples.cleanTrace()));
        matches("trace-clean.json", json.render(Samples.cleanTrace()));
    }

    @Test
    void a_run_that_is_not_clean_ranks_what_is_missing() throws IOException {
        matches("trace-missing.txt", text.render(Samples.missingTrace()));
        matches("trace-missing.json", json.render(Samples.missingTrace()));
    }

    @Test
    void a_run_without_proof_says_so() throws IOException {
        matches("trace-not-verified.txt", text.render(Samples.unprovedTrace()));
        matches("trace-not-verified.json", json.render(Samples.unprovedTrace()));
    }

    @Test
    void a_target_that_fails_on_the_host_proves_nothing() throws IOException {
        matches("trace-fails-on-host.txt", text.render(Samples.failingTrace()));
        matches("trace-fails-on-host.json", json.render(Samples.failingTrace()));
    }

    @Test
    void a_library_tree_tells_how_each_was_found_and_where_not() throws IOException {
        matches("ldd.json", json.render(Samples.ldd()));
    }

    @Test
    void a_build_tells_what_is_not_as_the_manifest_says() throws IOException {
        matches("build.txt", text.render(Samples.build()));
        matches("build.json", json.render(Samples.build()));
    }

    @Test
    void a_refused_build_tells_why() throws IOException {
        matches("build-refused.txt", text.render(Samples.refusedBuild()));
        matches("build-refused.json", json.render(Samples.refusedBuild()));
    }

    @Test
    void an_audit_tells_the_worst_first_and_ends_with_a_table() throws IOException {
        matches("audit.txt", text.render(Samples.audit()));
        matches("audit.json", json.render(Samples.audit()));
        matches("audit.sarif", new SarifRenderer().render(Samples.audit(), "1.0"));
    }

    @Test
    void a_difference_tells_section_attribute_and_reason() throws IOException {
        matches("diff.txt", text.render(Samples.diff()));
        matches("diff.json", json.render(Samples.diff()));
        matches("diff-same.txt", text.render(Samples.sameDiff()));
    }

    @Test
    void an_explanation_goes_from_the_target_to_the_path() throws IOException {
        matches("explain-needed.txt", text.render(Samples.neededPath()));
        matches("explain-needed.json", json.render(Samples.neededPath()));
        matches("explain-unnamed.txt", text.render(Samples.unnamedPath()));
    }

    @Test
    void a_check_gives_its_answer_first() throws IOException {
        matches("check-holds.txt", text.render(Samples.goodCheck()));
        matches("check-holds.json", json.render(Samples.goodCheck()));
        matches("check-fails.txt", text.render(Samples.badCheck()));
        matches("check-fails.json", json.render(Samples.badCheck()));
    }

    @Test
    void a_manifests_reasons_are_a_graph() throws IOException {
        GraphReport graph = ReasonGraph.of(Samples.manifest());
        matches("manifest.dot", new DotRenderer().render(graph));
        matches("graph.json", json.render(graph));
    }

    @Test
    void hostile_names_are_shown_and_do_nothing() throws IOException {
        matches("hostile.txt", text.render(Samples.hostileManifest()));
        matches("hostile.json", json.render(Samples.hostileManifest()));
        matches("hostile.html", new HtmlRenderer().render(Samples.hostileManifest()));
        matches("hostile.dot", new DotRenderer().render(ReasonGraph.of(Samples.hostileManifest())));
    }

    private static void matches(String name, String actual) throws IOException {
        Golden.assertMatches("reports/src/test/resources/io/jaildeps/reports/" + name, actual);
    }
}
