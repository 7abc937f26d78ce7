package io.jaildeps.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracerCommandTest {
    private static final Tracer STRACE = Tracer.at(Tools.find("strace").orElse("/usr/bin/strace"), TraceSystem.LINUX)
            .orElseThrow();

    private static final RunSpec.Identity NOBODY = new RunSpec.Identity(true, 65534, 33, List.of(33L, 44L));

    @BeforeEach
    void tools() {
        for (String tool : List.of("strace", "chroot", "unshare", "setpriv", "ip", "taskset")) {
            assumeTrue(Tools.find(tool).isPresent(), tool + " is not installed");
        }
    }

    private record Way(
            List<String> command,
            String cwd,
            RunSpec.Identity identity,
            Confinement confinement,
            RunSpec.Tracing tracing,
            Map<String, String> environment) {
        static Way of(String... command) {
            return new Way(
                    List.of(command),
                    "/",
                    RunSpec.Identity.SAME,
                    new Confinement.None(),
                    new RunSpec.Tracing(STRACE, false, false, false),
                    Map.of());
        }

        Way in(String jail, Confinement.Mount... mounts) {
            Confinement confinement = new Confinement.Jail(HostPath.ofBytes(jail), List.of(mounts));
            return new Way(command, cwd, identity, confinement, tracing, environment);
        }

        Way as(RunSpec.Identity who) {
            return new Way(command, cwd, who, confinement, tracing, environment);
        }

        Way with(Map<String, String> variables) {
            return new Way(command, cwd, identity, confinement, tracing, variables);
        }

        Way from(String directory) {
            return new Way(command, directory, identity, confinement, tracing, environment);
        }

        Way traced(boolean seccomp, boolean pinned, boolean privateNetwork) {
            RunSpec.Tracing how = new RunSpec.Tracing(STRACE, seccomp, pinned, privateNetwork);
            return new Way(command, cwd, identity, confinement, how, environment);
        }

        List<String> words() {
            RunSpec.Files files = new RunSpec.Files(
                    HostPath.of("/dev/null"),
                    HostPath.of("/w/trace of it"),
                    HostPath.of("/w/stdout"),
                    HostPath.of("/w/stderr"));
            RunSpec spec = new RunSpec(command, JailPath.of(cwd), environment, identity, confinement, tracing, files);
            try {
                return new TracerCommand(spec, new TreeSet<>(Set.of("openat", "chdir"))).build();
            } catch (CannotTrace e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<String> strace(String... behind) {
        List<String> words = new ArrayList<>(List.of(
                tool("strace"),
                "-f",
                "-y",
                "-s",
                "256",
                "-o",
                "/w/trace of it",
                "-e",
                "trace=?chdir,?openat",
                "--",
                tool("setsid")));
        words.addAll(List.of(behind));
        return words;
    }

    private static String tool(String name) {
        return Tools.find(name).orElseThrow();
    }

    @Test
    void aPlainRunIsStracesInASessionOfItsOwn() {
        assertEquals(strace("/bin/x", "-a"), Way.of("/bin/x", "-a").words());
    }

    @Test
    void seccompIsAnOptionAndPinningAProgramBefore() {
        List<String> words = Way.of("/bin/x").traced(true, true, false).words();
        assertEquals(List.of(tool("taskset"), "-c"), words.subList(0, 2));
        assertTrue(words.get(2).matches("\\d+"), words.get(2));
        assertTrue(words.indexOf("--seccomp-bpf") < words.indexOf("--"));
        assertFalse(Way.of("/bin/x").words().contains("--seccomp-bpf"));
    }

    @Test
    void anotherUserIsGivenByNumbers() {
        assertEquals(
                strace(tool("setpriv"), "--reuid=65534", "--regid=33", "--groups=33,44", "--", "/bin/x"),
                Way.of("/bin/x").as(NOBODY).words());
        assertTrue(Way.of("/bin/x")
                .as(new RunSpec.Identity(true, 1, 2, List.of()))
                .words()
                .contains("--clear-groups"));
    }

    @Test
    void intoAJailLeadsChroot() {
        assertEquals(
                strace(tool("chroot"), "/j", "/bin/x"),
                Way.of("/bin/x").in("/j").words());
        assertEquals(
                strace(tool("chroot"), "--userspec=+65534:+33", "--groups=+33,+44", "/j", "/bin/x"),
                Way.of("/bin/x").in("/j").as(NOBODY).words());
    }

    @Test
    void whatToolsWouldObeyIsSetBehindThem() {
        Map<String, String> variables = Map.of("LD_PRELOAD", "/x y.so", "LANG", "C");
        assertTrue(Way.of("/bin/x").with(Map.of("PWD", "/a")).words().contains("PWD=/a"));
        String set = "LD_PRELOAD=/x y.so";
        assertEquals(
                strace(tool("env"), set, "/bin/x"),
                Way.of("/bin/x").with(variables).words());
        assertEquals(
                strace(tool("env"), set, tool("nice"), "-n", "0", "--", "/bin/a=b"),
                Way.of("/bin/a=b").with(variables).words());
        assertEquals(
                strace(
                        tool("setpriv"),
                        "--reuid=65534",
                        "--regid=33",
                        "--groups=33,44",
                        "--",
                        tool("env"),
                        set,
                        "/bin/x"),
                Way.of("/bin/x").as(NOBODY).with(variables).words());
        assertEquals(
                strace(tool("env"), set, tool("chroot"), "/j", "/bin/x"),
                Way.of("/bin/x").in("/j").with(variables).words());
    }

    @Test
    void aDirectoryInTheJailNeedsUnshare() {
        assertEquals(
                strace(tool("unshare"), "--root=/j", "--wd=/srv", "--", "/bin/x"),
                Way.of("/bin/x").in("/j").from("/srv").words());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "-x",
                "a b",
                "$(touch /tmp/x)",
                "`id`",
                "'",
                "\"",
                "a\nb",
                "--",
                "",
                ";",
                "*",
                "\\",
                "\u00c3\u00a4"
            })
    void whateverTheTargetsArgumentsAreEachStaysOne(String argument) {
        for (Way way : List.of(
                Way.of("/bin/x", argument, argument),
                Way.of("/bin/x", argument, argument).as(NOBODY),
                Way.of("/bin/x", argument, argument).in("/j"),
                Way.of("/bin/x", argument, argument).in("/j").from("/srv"),
                Way.of("/bin/x", argument, argument)
                        .in("/j", new Confinement.Mount("proc", HostPath.of("/proc"), HostPath.of("/j/proc")))
                        .traced(true, true, true))) {
            List<String> words = way.words();
            assertEquals(List.of("/bin/x", argument, argument), words.subList(words.size() - 3, words.size()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/j; rm -rf x", "/a b", "/$(id)", "/'", "/\"", "/a\nb", "/-x", "/--"})
    void whateverTheJailIsCalledItIsNeverShellText(String jail) {
        Confinement.Mount mount =
                new Confinement.Mount("bind", HostPath.ofBytes("/s" + jail), HostPath.ofBytes(jail + "/m"));
        List<String> words =
                Way.of("/bin/x").in(jail, mount).traced(false, false, true).words();
        assertTrue(words.contains(jail));
        assertTrue(words.contains("/s" + jail));
        assertTrue(words.contains(jail + "/m"));
        List<String> plain = Way.of("/bin/x")
                .in("/plain", new Confinement.Mount("bind", HostPath.of("/s/plain"), HostPath.of("/plain/m")))
                .traced(false, false, true)
                .words();
        assertEquals(scripts(plain), scripts(words));
    }

    /** The texts that a shell reads. */
    private static List<String> scripts(List<String> words) {
        return Stream.iterate(0, i -> i < words.size() - 1, i -> i + 1)
                .filter(i -> words.get(i).equals("-c") && words.get(i - 1).equals("/bin/sh"))
                .map(i -> words.get(i + 1))
                .toList();
    }

    @Test
    void mountsAndNetworksAreMadeOutsideOfTheTrace() {
        Confinement.Mount proc = new Confinement.Mount("proc", HostPath.of("/proc"), HostPath.of("/j/proc"));
        List<String> words =
                Way.of("/bin/x").in("/j", proc).traced(false, false, true).words();
        int strace = words.indexOf(tool("strace"));
        assertTrue(words.indexOf("--net") >= 0 && words.indexOf("--net") < strace);
        assertTrue(words.indexOf("--mount") >= 0 && words.indexOf("--mount") < strace);
        assertEquals(2, scripts(words).size());
        assertEquals(0, scripts(words.subList(strace, words.size())).size());
    }

    private static Way on(TraceSystem system, String tracer, String... command) {
        Way way = Way.of(command);
        Tracer other = Tracer.at(tracer, system).orElseThrow();
        return new Way(
                way.command,
                way.cwd,
                way.identity,
                way.confinement,
                new RunSpec.Tracing(other, true, true, false),
                way.environment);
    }

    private static List<String> without(String tool, List<String> words) {
        return words.stream().filter(word -> !word.endsWith("/" + tool)).toList();
    }

    @Test
    void trussIsAskedForArgumentsAndAllProcesses() {
        assertEquals(
                List.of("/usr/bin/truss", "-f", "-a", "-s", "256", "-o", "/w/trace of it", "/bin/x"),
                without(
                        "setsid",
                        on(TraceSystem.FREEBSD, "/usr/bin/truss", "/bin/x").words()));
        assertEquals(
                List.of("/usr/bin/truss", "-f", "-a", "-v", "connect,bind", "-o", "/w/trace of it", "/bin/x"),
                without(
                        "setsid",
                        on(TraceSystem.ILLUMOS, "/usr/bin/truss", "/bin/x").words()));
        assertEquals(
                List.of("/usr/bin/truss", "-f", "-a", "-o", "/w/trace of it", "/bin/x"),
                without(
                        "setsid",
                        on(TraceSystem.AIX, "/usr/bin/truss", "/bin/x").words()));
    }

    @Test
    void ktraceIsAskedForWhatItsSystemKnows() {
        for (Map.Entry<TraceSystem, String> points : Map.of(
                        TraceSystem.FREEBSD, "cnst",
                        TraceSystem.OPENBSD, "cnstx",
                        TraceSystem.NETBSD, "cnsv",
                        TraceSystem.DRAGONFLY, "cns")
                .entrySet()) {
            assertEquals(
                    List.of("/usr/bin/ktrace", "-i", "-f", "/w/trace of it", "-t", points.getValue(), "/bin/x"),
                    without(
                            "setsid",
                            on(points.getKey(), "/usr/bin/ktrace", "/bin/x").words()));
        }
    }

    @Test
    void anotherUserOfABsdIsGivenToChroot() {
        List<String> words = without(
                "setsid",
                on(TraceSystem.OPENBSD, "/usr/bin/ktrace", "/bin/x")
                        .in("/j")
                        .as(NOBODY)
                        .words());
        assertEquals(
                List.of(tool("chroot"), "-u", "65534", "-g", "33", "-G", "33,44", "/j", "/bin/x"),
                words.subList(words.size() - 9, words.size()));
    }

    @Test
    void eachSystemIsToldByItsName() {
        assertEquals(TraceSystem.ILLUMOS, Tracer.system("SunOS"));
        assertEquals(TraceSystem.MACOS, Tracer.system("Mac OS X"));
        assertEquals(TraceSystem.LINUX, Tracer.system("Linux"));
        assertTrue(Tracer.missing(TraceSystem.MACOS).contains("jaildeps parse"));
    }
}
