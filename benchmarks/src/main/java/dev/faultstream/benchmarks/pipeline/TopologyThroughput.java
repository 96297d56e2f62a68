package dev.faultstream.benchmarks.pipeline;

import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.benchmarks.Benchmark;
import dev.faultstream.benchmarks.Report;
import dev.faultstream.benchmarks.cluster.PodChanges;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import dev.faultstream.benchmarks.engine.Parsing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/** The whole topology with exactly-once beside a consumer that only parses the same topic. */
public final class TopologyThroughput implements Benchmark {
    private static final int ROUNDS = 5;
    private static final int PARTITIONS = 4;
    private static final int BATCH = 1_000;

    @Override
    public String name() {
        return "topology";
    }

    @Override
    public void run(boolean quick, Report report) throws IOException {
        RuleSet rules = RuleSet.load(RuleSettings.defaults());
        SyntheticCluster cluster = new SyntheticCluster(quick ? 200 : 10_000, Instant.parse("2026-01-01T00:00:00Z"));
        try (Bench bench = Bench.open(PARTITIONS)) {
            cluster.initial(rules.types().kinds(), bench::send);
            PodChanges changes = new PodChanges(cluster);
            for (int batch = 0; batch < (quick ? 1 : 60); batch++) {
                changes.next(BATCH).forEach(bench::send);
            }
            bench.flush();
            report.value("records", (double) bench.produced(), "");
            compare(bench, new Parsing(rules.types()), quick ? 1 : ROUNDS, report);
        }
    }

    private static void compare(Bench bench, Parsing parsing, int rounds, Report report) {
        long records = bench.produced();
        List<Turn> ceilings = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            ceilings.add(ConsumeAndParse.turn(bench, parsing, records));
            turns.add(turn(bench, "round-" + round, records));
        }
        ceilings.remove(0);
        turns.remove(0);
        report.compare("by the clock", values(ceilings, Turn::perSecond), values(turns, Turn::perSecond));
        report.compare(
                "by processor time without the broker's",
                values(ceilings, Turn::perProcessorSecond),
                values(turns, Turn::perProcessorSecond));
    }

    private static double[] values(List<Turn> turns, ToDoubleFunction<Turn> value) {
        return turns.stream().mapToDouble(value).toArray();
    }

    private static Turn turn(Bench bench, String id, long records) {
        Path state = bench.folder(id);
        try {
            try (RunningAnalyzer analyzer = new RunningAnalyzer(bench, id, state, records)) {
                analyzer.await();
                return analyzer.turn();
            } finally {
                Folders.delete(state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
