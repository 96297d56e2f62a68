package dev.faultstream.benchmarks.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Notes when marked records arrive in a topic, the first time of each. Its thread ends when it is closed. */
final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Function<ConsumerRecord<String, byte[]>, @Nullable String> mark;
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param mark gives what a record is known by; null for one that does not matter
     */
    Arrivals(Bench bench, String topic, Function<ConsumerRecord<String, byte[]>, @Nullable String> mark) {
        this.consumer = bench.consumer();
        this.mark = mark;
        Subscriptions.fromEnd(consumer, topic);
        this.thread = new Thread(this::read, "arrivals-" + topic);
        thread.start();
    }

    /** How many have arrived. */
    int count() {
        return arrivals.size();
    }

    /** The milliseconds from when each was sent to when it arrived, in order; without those that have not arrived. */
    double[] millisSince(Map<String, Long> sent) {
        return sent.entrySet().stream()
                .filter(entry -> arrivals.containsKey(entry.getKey()))
                .mapToDouble(entry -> (arrivals.getOrDefault(entry.getKey(), 0L) - entry.getValue()) / 1e6)
                .sorted()
                .toArray();
    }

    static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                records.forEach(record -> {
                    String marked = mark.apply(record);
                    if (marked != null) {
                        arrivals.putIfAbsent(marked, now);
                    }
                });
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "Arrivals" + Arrays.asList(arrivals.size());
    }
}
