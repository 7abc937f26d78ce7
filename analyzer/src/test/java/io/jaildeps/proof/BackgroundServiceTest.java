package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that no profile knows, of every habit, written in the Perl that Debian always has. */
class BackgroundServiceTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final String TCP_SERVER = """
            use IO::Socket::INET;
            my $listener = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Listen => 5,
                ReuseAddr => 1) or die "cannot listen on $ARGV[0]: $!\\n";
            while (my $client = $listener->accept) {
                open(my $file, "<", $ARGV[1]) or die "$ARGV[1]: $!\\n";
                print {$client} <$file>;
                close $client;
            }
            """;

    private static final String TCP_CLIENT = """
            use IO::Socket::INET;
            my $server = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $ARGV[0]) or die "connect: $!\\n";
            my $line = <$server>;
            die "got: $line\\n" unless $line eq "the page\\n";
            """;

    private Trial trial;
    private Path work;

    @BeforeEach
    void makeTrial() throws IOException {
        Requires.root();
        trial = new Trial();
        work = trial.work();
        write("page", "the page\n");
        write("client", TCP_CLIENT);
    }

    @AfterEach
    void removeTrial() throws IOException {
        if (trial != null) {
            trial.close();
        }
    }

    @Test
    void one_that_goes_to_the_background_twice_over() throws Exception {
        String port = freePort();
        write("server", """
                use POSIX;
                exit 0 if fork;
                POSIX::setsid();
                exit 0 if fork;
                chdir "/";
                """ + TCP_SERVER);
        trial.traceClean("--exercise", client(port), "--", "perl", path("server"), port, path("page"));
        assertServes(port);
    }

    @Test
    void one_that_keeps_children_and_a_parent() throws Exception {
        String port = freePort();
        write("server", """
                use IO::Socket::INET;
                my $listener = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Listen => 5,
                    ReuseAddr => 1) or die;
                for (1 .. 3) {
                    next if fork;
                    while (my $client = $listener->accept) {
                        print {$client} qx(cat $ARGV[1]);
                        close $client;
                    }
                }
                wait for 1 .. 3;
                """);
        trial.traceClean("--exercise", client(port), "--", "perl", path("server"), port, path("page"));
        assertTrue(trial.inJail(path("page")) && trial.inJail("/usr/bin/cat"));
        assertServes(port);
    }

    @Test
    void one_that_only_has_a_unix_socket() throws Exception {
        write("server", """
                use IO::Socket::UNIX;
                unlink $ARGV[0];
                my $listener = IO::Socket::UNIX->new(Local => $ARGV[0], Listen => 5) or die "$ARGV[0]: $!\\n";
                while (my $client = $listener->accept) {
                    open(my $file, "<", $ARGV[1]) or die;
                    print {$client} <$file>;
                    close $client;
                }
                """);
        write("client", """
                use IO::Socket::UNIX;
                my $server = IO::Socket::UNIX->new(Peer => "$ENV{ROOT}$ARGV[0]") or die "connect: $!\\n";
                die unless <$server> eq "the page\\n";
                """);
        Files.createDirectory(work.resolve("run"));
        String socket = path("run/socket");
        trial.traceClean("--exercise", client(socket), "--", "perl", path("server"), socket, path("page"));
        assertTrue(trial.inJail(path("run")) && trial.inJail(path("page")));
        assertFalse(trial.inJail(socket), "a socket is state");
    }

    @Test
    void one_that_only_has_a_udp_port() throws Exception {
        String port = freePort();
        write("server", """
                use IO::Socket::INET;
                my $socket = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Proto => "udp") or die;
                while ($socket->recv(my $question, 100)) {
                    open(my $file, "<", $ARGV[1]) or die;
                    $socket->send(<$file>);
                }
                """);
        write("client", """
                use IO::Socket::INET;
                my $socket = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $ARGV[0], Proto => "udp") or die;
                $socket->send("?");
                alarm 5;
                $socket->recv(my $answer, 100);
                die unless $answer eq "the page\\n";
                """);
        trial.traceClean("--exercise", client(port), "--", "perl", path("server"), port, path("page"));
        assertTrue(trial.inJail(path("page")));
    }

    @Test
    void one_that_takes_two_seconds_to_listen() throws Exception {
        String port = freePort();
        write("server", "select(undef, undef, undef, 2);\n" + TCP_SERVER);
        trial.traceClean("--exercise", client(port), "--", "perl", path("server"), port, path("page"));
        assertServes(port);
    }

    @Test
    void one_that_is_never_idle() throws Exception {
        String port = freePort();
        write("server", """
                if (!fork) {
                    while (1) { -e "/etc/hostname"; select(undef, undef, undef, 0.02); exit if getppid() == 1; }
                }
                """ + TCP_SERVER);
        trial.traceClean(
                "--timeout", "20", "--exercise", client(port), "--", "perl", path("server"), port, path("page"));
        assertServes(port);
    }

    @Test
    void one_that_ignores_every_polite_signal() throws Exception {
        String port = freePort();
        write("server", "$SIG{$_} = 'IGNORE' for qw(TERM INT HUP);\n" + TCP_SERVER);
        trial.traceClean("--exercise", client(port), "--", "perl", path("server"), port, path("page"));
        assertServes(port);
    }

    @Test
    void one_that_writes_its_pid_and_refuses_to_start_twice() throws Exception {
        String port = freePort();
        Files.createDirectory(work.resolve("run"));
        write("server", """
                my $pid_file = pop;
                die "already running\\n" if -e $pid_file;
                open(my $out, ">", $pid_file) or die "$pid_file: $!\\n";
                print $out $$;
                close $out;
                $SIG{TERM} = sub { unlink $pid_file; exit 0 };
                """ + TCP_SERVER);
        trial.traceClean("--exercise", client(port), "--", "perl", path("server"), port, path("page"), path("run/pid"));
        assertFalse(trial.inJail(path("run/pid")), "a pid file is state");
        assertServes(port);
    }

    @Test
    void one_that_fails_on_the_host_is_told_apart() throws Exception {
        write("server", "print STDERR \"the configuration is wrong\\n\"; exit 3;");
        Finished traced = trial.trace("--", "perl", path("server"));
        assertEquals(3, traced.status(), traced::words);
        assertTrue(traced.err().contains("fails on the host"), traced::words);
        assertTrue(traced.err().contains("the configuration is wrong"), traced::words);
        assertFalse(Files.exists(trial.manifest()));
        assertFalse(Files.exists(trial.jail()));
    }

    @Test
    void one_that_a_signal_ends_fails_on_the_host() throws Exception {
        write("server", "kill 'SEGV', $$; sleep 10;");
        Finished traced = trial.trace("--", "perl", path("server"));
        assertEquals(3, traced.status(), traced::words);
        assertTrue(traced.err().contains("SIGSEGV"), traced::words);
    }

    @Test
    void one_that_is_never_ready_fails_on_the_host() throws Exception {
        write("server", "sleep 1000;");
        Finished traced = trial.trace("--ready", "tcp:1", "--timeout", "2", "--", "perl", path("server"));
        assertEquals(3, traced.status(), traced::words);
        assertTrue(traced.err().contains("tcp:1"), traced::words);
    }

    @Test
    void one_whose_exercise_fails_fails_on_the_host() throws Exception {
        String port = freePort();
        write("server", TCP_SERVER);
        Finished traced = trial.trace(
                "--timeout",
                "5",
                "--exercise",
                "echo no such luck; false",
                "--",
                "perl",
                path("server"),
                port,
                path("page"));
        assertEquals(3, traced.status(), traced::words);
        assertTrue(traced.err().contains("no such luck"), traced::words);
    }

    @Test
    void one_whose_port_is_taken_gets_a_network_of_its_own() throws Exception {
        write("server", TCP_SERVER);
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            String port = Integer.toString(taken.getLocalPort());
            List<String> arguments = List.of(
                    "--timeout", "5", "--exercise", client(port), "--", "perl", path("server"), port, path("page"));
            Finished refused = trial.trace(arguments);
            assertEquals(3, refused.status(), refused::words);
            assertTrue(refused.err().contains("--private-network"), refused::words);
            List<String> more = new ArrayList<>(List.of("--private-network"));
            more.addAll(arguments);
            trial.traceClean(more);
            assertTrue(trial.inJail(path("page")));
        }
    }

    /** The finished jail, by hand. */
    private void assertServes(String port) throws IOException, InterruptedException {
        assertTrue(trial.inJail(path("page")));
        Finished served = new JailedRun(trial).runUntil(client(port));
        assertTrue(served.succeeded(), served::words);
    }

    private String client(String argument) {
        return "perl '" + path("client") + "' '" + argument + "'";
    }

    private String path(String name) {
        return work.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(work.resolve(name), text);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
