package dev.faultstream.benchmarks.pipeline;

import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.benchmarks.Benchmark;
import dev.faultstream.benchmarks.Report;
import dev.faultstream.benchmarks.cluster.ClusterRecord;
import dev.faultstream.benchmarks.cluster.PodState;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.streams.StreamsSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * From the moment a change is handed to a producer to the moment a consumer that reads committed records has the failure
 * that it shows, at a thousand changes a second. The failures are of a rule without grace. Beside it, the time to a
 * consumer of the changes themselves, which is the broker's share.
 */
public final class EventLatency implements Benchmark {
    private static final int PARTITIONS = 4;
    private static final int RATE = 1_000;
    private static final int EVERY = 50;
    private static final int PODS_OF_A_DEPLOYMENT = 10;
    private static final String RULE = "pod.oom-killed";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Clock CLOCK = Clock.systemUTC();

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void run(boolean quick, Report report) throws Exception {
        int seconds = quick ? 2 : 60;
        int warmUp = quick ? 1 : 20;
        int failures = (seconds + warmUp) * RATE / EVERY;
        SyntheticCluster cluster =
                new SyntheticCluster(PODS_OF_A_DEPLOYMENT * (quick ? 100 : Math.max(2_000, failures)), CLOCK.instant());
        RuleSet rules = RuleSet.load(RuleSettings.defaults());
        try (Bench bench = Bench.open(PARTITIONS)) {
            cluster.initial(rules.types().kinds(), bench::send);
            bench.flush();
            try (RunningAnalyzer analyzer =
                    new RunningAnalyzer(bench, "latency", bench.folder("state"), bench.produced())) {
                analyzer.await();
                measure(bench, cluster, warmUp, seconds, report);
            }
        }
    }

    private static void measure(Bench bench, SyntheticCluster cluster, int warmUp, int seconds, Report report)
            throws InterruptedException {
        Map<String, Long> sentPods = new ConcurrentHashMap<>();
        Map<String, Long> sentDeployments = new ConcurrentHashMap<>();
        Deserializer<Failure> failures = FaultstreamSerdes.failure().deserializer();
        try (Arrivals changes = new Arrivals(
                        bench,
                        bench.topics().resourceSnapshots(),
                        record -> sentPods.containsKey(record.key()) ? record.key() : null);
                Arrivals published =
                        new Arrivals(bench, bench.topics().failures(), record -> subject(failures, record))) {
            send(bench, cluster, warmUp * RATE, 0, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
            send(bench, cluster, seconds * RATE, warmUp * RATE, sentPods, sentDeployments);
            Instant deadline = CLOCK.instant().plus(PATIENCE);
            while (published.millisSince(sentDeployments).length < sentDeployments.size()
                    && CLOCK.instant().isBefore(deadline)) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            report(report, "change to consumer", changes.millisSince(sentPods), 0);
            report.value("failures expected", sentDeployments.size(), "");
            double[] latencies = published.millisSince(sentDeployments);
            report.value("failures arrived", latencies.length, "");
            report(report, "change to failure", latencies, 0);
            report(
                    report,
                    "change to failure beyond the commit interval",
                    latencies,
                    StreamsSettings.COMMIT_INTERVAL.toMillis());
        }
    }

    /** Sends changes at the rate; each fiftieth is the first failure of its Deployment. */
    private static void send(
            Bench bench,
            SyntheticCluster cluster,
            int count,
            int from,
            Map<String, Long> pods,
            Map<String, Long> deployments) {
        Random random = new Random(from);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / RATE;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Instant now = CLOCK.instant();
            int number = from + i;
            if (number % EVERY == EVERY - 1) {
                int pod = number / EVERY % cluster.deployments() * PODS_OF_A_DEPLOYMENT;
                ClusterRecord record = cluster.pod(pod, PodState.killed(number, now), now);
                long sent = System.nanoTime();
                pods.put(record.key(), sent);
                deployments.put(SyntheticCluster.deploymentOf(pod), sent);
                bench.send(record);
            } else {
                int deployment = random.nextInt(cluster.deployments());
                int pod = deployment * PODS_OF_A_DEPLOYMENT + 1 + random.nextInt(PODS_OF_A_DEPLOYMENT - 1);
                bench.send(cluster.pod(pod, PodState.healthy(number, now), now));
            }
        }
    }

    private static @Nullable String subject(Deserializer<Failure> failures, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        Failure failure = failures.deserialize(record.topic(), record.headers(), record.value());
        return RULE.equals(failure.rule()) ? failure.subject().name() : null;
    }

    private static void report(Report report, String what, double[] millis, long minus) {
        report.value(what + ", p50", Arrivals.percentile(millis, 0.5) - minus, "ms");
        report.value(what + ", p99", Arrivals.percentile(millis, 0.99) - minus, "ms");
        report.value(what + ", max", Arrivals.percentile(millis, 1) - minus, "ms");
    }
}
