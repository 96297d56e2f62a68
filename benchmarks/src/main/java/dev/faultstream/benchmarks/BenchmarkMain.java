package dev.faultstream.benchmarks;

import dev.faultstream.benchmarks.engine.CostPerChange;
import dev.faultstream.benchmarks.engine.EngineThroughput;
import dev.faultstream.benchmarks.pipeline.EventLatency;
import dev.faultstream.benchmarks.pipeline.LargeCluster;
import dev.faultstream.benchmarks.pipeline.TopologyThroughput;
import dev.faultstream.benchmarks.watch.WatchedObjectMemory;
import java.util.ArrayList;
import java.util.List;

/** Runs benchmarks by name: {@code NAME… [--quick]}. */
public final class BenchmarkMain {
    private static final String QUICK = "--quick";

    private BenchmarkMain() {}

    /** All benchmarks. */
    static List<Benchmark> all() {
        return List.of(
                new EngineThroughput(),
                new TopologyThroughput(),
                new EventLatency(),
                new LargeCluster(),
                new CostPerChange(),
                new WatchedObjectMemory());
    }

    /** Runs the named ones, all when there is no name. */
    public static void main(String[] arguments) throws Exception {
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean quick = names.remove(QUICK);
        List<String> known = all().stream().map(Benchmark::name).toList();
        if (!known.containsAll(names)) {
            System.err.println("usage: benchmarks/run [" + String.join("|", known) + "]… [" + QUICK + "]");
            System.exit(2);
        }
        for (Benchmark benchmark : all()) {
            if (names.isEmpty() || names.contains(benchmark.name())) {
                System.out.println(benchmark.name());
                benchmark.run(quick, new Report(System.out));
            }
        }
    }
}
