package dev.faultstream.benchmarks.engine;

import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.benchmarks.Benchmark;
import dev.faultstream.benchmarks.Report;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a change costs in clusters of several sizes, which should be the same. */
public final class CostPerChange implements Benchmark {
    private static final int ROUNDS = 7;
    private static final double MICROS = 1e6;

    @Override
    public String name() {
        return "cost-per-change";
    }

    @Override
    public void run(boolean quick, Report report) throws IOException {
        List<Integer> sizes = quick ? List.of(100, 200, 400) : List.of(1_000, 10_000, 100_000);
        RuleSet rules = RuleSet.load(RuleSettings.defaults());
        List<EngineUnderTest> engines = new ArrayList<>();
        for (int size : sizes) {
            engines.add(engine(size, EngineStores.inMemory(), rules));
        }
        measure("on the heap", sizes, engines, quick, report);
        engines.clear();
        List<RocksStores> opened = new ArrayList<>();
        try {
            for (int size : sizes) {
                RocksStores stores = new RocksStores();
                opened.add(stores);
                engines.add(engine(size, stores.stores(), rules));
            }
            measure("on RocksDB", sizes, engines, quick, report);
        } finally {
            opened.forEach(RocksStores::close);
        }
    }

    private static EngineUnderTest engine(int pods, EngineStores stores, RuleSet rules) {
        return new EngineUnderTest(new SyntheticCluster(pods, Instant.parse("2026-01-01T00:00:00Z")), stores, rules);
    }

    private static void measure(
            String where, List<Integer> sizes, List<EngineUnderTest> engines, boolean quick, Report report) {
        int changes = quick ? 200 : 10_000;
        int rounds = quick ? 1 : ROUNDS;
        engines.forEach(engine -> engine.rate(engine.next(changes)));
        double[][] costs = new double[sizes.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < sizes.size(); i++) {
                int which = round % 2 == 0 ? i : sizes.size() - 1 - i;
                EngineUnderTest engine = engines.get(which);
                costs[which][round] = MICROS / engine.rate(engine.next(changes));
            }
        }
        for (int i = 0; i < sizes.size(); i++) {
            report.spread(sizes.get(i) + " pods known, " + where, costs[i], "µs of processor time");
            if (i > 0) {
                double[] ratios = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    ratios[round] = costs[i][round] / costs[0][round];
                }
                report.spread(sizes.get(i) + " pods against " + sizes.get(0) + ", " + where, ratios, "times");
            }
        }
    }
}
