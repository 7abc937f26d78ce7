package io.jaildeps.reports;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GoldenReportsTest {
    private final TextRenderer text = new TextRenderer();
    private final JsonRenderer json = new JsonRenderer();

    @Test
    void a_manifest_is_told_summary_first() throws IOException {
        Golden.assertMatches("manifest.txt", text.render(Samples.manifest()));
        Golden.assertMatches("manifest.json", json.render(Samples.manifest()));
    }

    @Test
    void a_clean_run_says_so_first() throws IOException {
        Golden.assertMatches("trace-clean.txt", text.render(Samples.cleanTrace()));
        Golden.assertMatches("trace-clean.json", json.render(Samples.cleanTrace()));
    }

    @Test
    void a_run_that_is_not_clean_ranks_what_is_missing() throws IOException {
        Golden.assertMatches("trace-missing.txt", text.render(Samples.missingTrace()));
        Golden.assertMatches("trace-missing.json", json.render(Samples.missingTrace()));
    }

    @Test
    void a_target_that_fails_on_the_host_proves_nothing() throws IOException {
        Golden.assertMatches("trace-fails-on-host.txt", text.render(Samples.failingTrace()));
        Golden.assertMatches("trace-fails-on-host.json", json.render(Samples.failingTrace()));
    }

    @Test
    void a_library_tree_tells_how_each_was_found_and_where_not() throws IOException {
        Golden.assertMatches("ldd.txt", text.render(Samples.ldd()));
        Golden.assertMatches("ldd.json", json.render(Samples.ldd()));
    }

    @Test
    void a_build_tells_what_is_not_as_the_manifest_says() throws IOException {
        Golden.assertMatches("build.txt", text.render(Samples.build()));
        Golden.assertMatches("build.json", json.render(Samples.build()));
    }

    @Test
    void a_refused_build_tells_why() throws IOException {
        Golden.assertMatches("build-refused.txt", text.render(Samples.refusedBuild()));
        Golden.assertMatches("build-refused.json", json.render(Samples.refusedBuild()));
    }

    @Test
    void a_manifests_reasons_are_a_graph() throws IOException {
        GraphReport graph = ReasonGraph.of(Samples.manifest());
        Golden.assertMatches("manifest.dot", new DotRenderer().render(graph));
        Golden.assertMatches("graph.json", json.render(graph));
    }

    @Test
    void hostile_names_are_shown_and_do_nothing() throws IOException {
        Golden.assertMatches("hostile.txt", text.render(Samples.hostileManifest()));
        Golden.assertMatches("hostile.json", json.render(Samples.hostileManifest()));
        Golden.assertMatches("hostile.dot", new DotRenderer().render(ReasonGraph.of(Samples.hostileManifest())));
    }
}
