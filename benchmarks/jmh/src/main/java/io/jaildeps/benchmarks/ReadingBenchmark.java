package io.jaildeps.benchmarks;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.Accesses;
import io.jaildeps.access.FileAccess;
import io.jaildeps.fixtures.Recorded;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.strace.StraceParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reading a trace of strace, stage by stage. Each operation reads the whole trace; its size is in the parameter. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReadingBenchmark {
    /** Of own-strace61; repeated until it is so long. */
    @Param({"f.txt", "f-y.txt", "f-ttt-T-y.txt"})
    public String trace = "";

    @Param("16000000")
    public int bytes;

    private byte[] text = new byte[0];

    @Setup
    public void read() throws IOException {
        byte[] once = Files.readAllBytes(Recorded.fixture("traces/own-strace61/" + trace));
        ByteArrayOutputStream all = new ByteArrayOutputStream(bytes);
        while (all.size() < bytes) {
            all.write(once, 0, Math.min(once.length, bytes - all.size()));
        }
        text = all.toByteArray();
    }

    private ParseSummary parse(CallFilter filter, Consumer<TraceEvent> sink) throws IOException {
        return new StraceParser(filter).parse(new ByteArrayInputStream(text), sink);
    }

    @Benchmark
    public ParseSummary everyEvent(Blackhole sink) throws IOException {
        return parse(new CallFilter.All(), sink::consume);
    }

    @Benchmark
    public ParseSummary eventsWithPaths(Blackhole sink) throws IOException {
        return parse(AccessReader.filter(TraceSystem.LINUX), sink::consume);
    }

    @Benchmark
    public ParseSummary accesses(Blackhole sink) throws IOException {
        return resolve(sink::consume);
    }

    @Benchmark
    public int accessesByPath() throws IOException {
        Accesses accesses = new Accesses();
        resolve(accesses);
        return accesses.pathCount();
    }

    private ParseSummary resolve(Consumer<FileAccess> sink) throws IOException {
        AccessReader reader = new AccessReader(JailPath.ROOT, "/", sink);
        ParseSummary summary = parse(AccessReader.filter(TraceSystem.LINUX), reader);
        reader.finish();
        return summary;
    }
}
