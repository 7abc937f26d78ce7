package io.jaildeps.cli;

import io.jaildeps.build.BuildRequest;
import io.jaildeps.graph.Demand;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.profile.Preparation;
import io.jaildeps.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the runs of a proof get besides their target.
 *
 * @param profile of the target
 * @param prepared what the profile comes to on this host
 * @param scratch a directory for the runs
 */
record Proving(Optional<Profile> profile, Optional<Preparation> prepared, Optional<HostPath> scratch) {
    BuildRequest.Proof proof(List<String> exercises, HostPath stdin) {
        Map<String, String> environment =
                new HashMap<>(prepared.map(Preparation::exerciseEnvironment).orElse(CallersEnvironment.get()));
        scratch.ifPresent(directory -> environment.put("SCRATCH", directory.bytes()));
        List<Profile.Directory> directories =
                prepared.map(Preparation::directories).orElse(List.of());
        return new BuildRequest.Proof(
                prepared.map(Preparation::proofArguments).orElse(List.of()),
                exercises,
                environment,
                scratch,
                expected(directories, profile.map(Profile::name).orElse("")),
                profile.map(Profile::keepLogins).orElse(false),
                stdin);
    }

    /** @param by the profile's name */
    static List<Demand.ExpectedDirectory> expected(List<Profile.Directory> directories, String by) {
        return directories.stream()
                .map(directory -> new Demand.ExpectedDirectory(JailPath.of(directory.path()), by, directory.why()))
                .toList();
    }
}
