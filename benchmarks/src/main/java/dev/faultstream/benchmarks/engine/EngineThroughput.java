package dev.faultstream.benchmarks.engine;

import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.benchmarks.Benchmark;
import dev.faultstream.benchmarks.Report;
import dev.faultstream.benchmarks.cluster.ClusterRecord;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** One thread of engine beside one thread that only parses the same bytes. */
public final class EngineThroughput implements Benchmark {
    private static final int ROUNDS = 7;

    /** On two cores the JIT compiler needs some twenty seconds for all that an engine does. */
    private static final int WARM_UPS = 8;

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void run(boolean quick, Report report) throws IOException {
        RuleSet rules = RuleSet.load(RuleSettings.defaults());
        SyntheticCluster cluster = new SyntheticCluster(quick ? 200 : 10_000, Instant.parse("2026-01-01T00:00:00Z"));
        int changes = quick ? 500 : 20_000;
        int rounds = quick ? 1 : ROUNDS;
        int warmUps = quick ? 1 : WARM_UPS;
        measure(
                "on the heap",
                new EngineUnderTest(cluster, EngineStores.inMemory(), rules),
                rules,
                changes,
                warmUps,
                rounds,
                report);
        try (RocksStores stores = new RocksStores()) {
            measure(
                    "on RocksDB",
                    new EngineUnderTest(cluster, stores.stores(), rules),
                    rules,
                    changes,
                    warmUps,
                    rounds,
                    report);
        }
    }

    private static void measure(
            String where, EngineUnderTest engine, RuleSet rules, int changes, int warmUps, int rounds, Report report) {
        Parsing parsing = new Parsing(rules.types());
        List<ClusterRecord> sample = engine.next(changes);
        report.value(
                "bytes of a record, " + where,
                sample.stream()
                        .mapToInt(change -> change.value().length)
                        .average()
                        .orElse(0),
                "bytes");
        double[] ceilings = new double[rounds];
        double[] rates = new double[rounds];
        for (int round = 0; round < warmUps; round++) {
            parsing.rate(sample);
            engine.rate(engine.next(changes));
        }
        for (int round = 0; round < rounds; round++) {
            ceilings[round] = parsing.rate(sample);
            rates[round] = engine.rate(engine.next(changes));
        }
        report.compare(where, ceilings, rates);
        report.value("failures published, " + where, (double) engine.published(), "");
    }
}
