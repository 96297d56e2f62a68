package dev.faultstream.benchmarks.pipeline;

import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.benchmarks.Benchmark;
import dev.faultstream.benchmarks.Memory;
import dev.faultstream.benchmarks.Report;
import dev.faultstream.benchmarks.Stopwatch;
import dev.faultstream.benchmarks.cluster.PodChanges;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import dev.faultstream.benchmarks.engine.Parsing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** A cluster of a hundred thousand pods: until all of it is known, what it takes, and until it is known again. */
public final class LargeCluster implements Benchmark {
    private static final int PARTITIONS = 12;
    private static final int MISSED = 1_000;
    private static final int WARM_UP = 20_000;
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "large-cluster";
    }

    @Override
    public void run(boolean quick, Report report) throws Exception {
        RuleSet rules = RuleSet.load(RuleSettings.defaults());
        SyntheticCluster cluster = new SyntheticCluster(quick ? 1_000 : 100_000, Instant.parse("2026-01-01T00:00:00Z"));
        try (Bench bench = Bench.open(PARTITIONS)) {
            Stopwatch watch = new Stopwatch();
            cluster.initial(rules.types().kinds(), bench::send);
            bench.flush();
            report.value("records", (double) bench.produced(), "");
            report.value("writing them to the topic", watch.seconds(), "s");
            Parsing parsing = new Parsing(rules.types());
            ConsumeAndParse.turn(bench, parsing, Math.min(bench.produced(), WARM_UP));
            Turn ceiling = ConsumeAndParse.turn(bench, parsing, bench.produced());
            report.value("consuming and parsing alone", bench.produced() / ceiling.perSecond(), "s");
            analyse(bench, new PodChanges(cluster), report);
        }
    }

    private static void analyse(Bench bench, PodChanges changes, Report report)
            throws InterruptedException, TimeoutException, IOException {
        Path state = bench.folder("state");
        long heap = Memory.usedHeap();
        Stopwatch watch = new Stopwatch();
        try (RunningAnalyzer analyzer = new RunningAnalyzer(bench, "large", state, bench.produced())) {
            analyzer.await();
            report.value("to the first complete state", watch.seconds(), "s");
            report.value("heap in use", (Memory.usedHeap() - heap) / MIB, "MiB");
        }
        report.value("state on disk", Folders.size(state) / MIB, "MiB");
        report.value("restart with its state, to caught up", restart(bench, changes, state), "s");
        Folders.delete(state);
        report.value("restart without its state, to caught up", restart(bench, changes, state), "s");
    }

    /** The seconds from a start to when everything is known that happened in the meantime. */
    private static double restart(Bench bench, PodChanges changes, Path state)
            throws InterruptedException, TimeoutException {
        changes.next(MISSED).forEach(bench::send);
        bench.flush();
        Stopwatch watch = new Stopwatch();
        try (RunningAnalyzer analyzer = new RunningAnalyzer(bench, "large", state, MISSED)) {
            analyzer.await();
            return watch.seconds();
        }
    }
}
