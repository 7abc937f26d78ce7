package io.jaildeps.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which package may know which: the data flow of the design, read backwards. */
final class Stages {
    private static final Map<String, String> MAY_KNOW = new LinkedHashMap<>();

    static {
        MAY_KNOW.put("path", "");
        MAY_KNOW.put("trace", "path");
        MAY_KNOW.put("tree", "path");
        MAY_KNOW.put("host", "path");
        MAY_KNOW.put("json", "path");
        MAY_KNOW.put("elf", "path tree");
        MAY_KNOW.put("tracer", "path host trace");
        MAY_KNOW.put("access", "path trace");
        MAY_KNOW.put("graph", "path host trace tree access elf");
        MAY_KNOW.put("manifest", "path json trace tree access elf graph");
        MAY_KNOW.put("suggest", "path json tree elf manifest");
        MAY_KNOW.put("profile", "path json host tracer tree manifest");
        MAY_KNOW.put("jail", "path host tree elf graph access manifest");
        MAY_KNOW.put("run", "path host tree access elf graph manifest jail");
        MAY_KNOW.put("verdict", "path host trace tree tracer access elf graph manifest profile jail");
        MAY_KNOW.put("audit", "path json host tree elf graph access manifest jail");
        MAY_KNOW.put("build", "path host trace tree tracer access elf graph manifest suggest profile jail verdict");
        MAY_KNOW.put("reports", "");
        MAY_KNOW.put("publish", "path trace tree tracer access elf graph manifest jail verdict audit build reports");
        MAY_KNOW.put(
                "cli",
                "path host trace tree tracer access elf graph manifest suggest profile jail run verdict audit build publish reports");
    }

    private Stages() {}

    static LayeredArchitecture order(String root) {
        LayeredArchitecture order = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .withOptionalLayers(true);
        for (String name : MAY_KNOW.keySet()) {
            order = order.layer(name).definedBy(root + "." + name + "..");
        }
        for (Map.Entry<String, String> stage : MAY_KNOW.entrySet()) {
            order = stage.getValue().isEmpty()
                    ? order.whereLayer(stage.getKey()).mayNotAccessAnyLayer()
                    : order.whereLayer(stage.getKey())
                            .mayOnlyAccessLayers(stage.getValue().split(" "));
        }
        return order.ensureAllClassesAreContainedInArchitecture();
    }
}
