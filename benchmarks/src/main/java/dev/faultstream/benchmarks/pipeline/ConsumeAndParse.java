package dev.faultstream.benchmarks.pipeline;

import dev.faultstream.benchmarks.Stopwatch;
import dev.faultstream.benchmarks.engine.Parsing;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What no topology can do without: fetching every record and reading its object. */
final class ConsumeAndParse {
    private static final Duration POLL = Duration.ofSeconds(1);

    private ConsumeAndParse() {}

    /** Takes as many records of the snapshot topic, from its beginning. */
    static Turn turn(Bench bench, Parsing parsing, long count) {
        try (KafkaConsumer<String, byte[]> consumer = bench.consumer()) {
            Subscriptions.fromBeginning(consumer, bench.topics().resourceSnapshots());
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            while (records.isEmpty()) {
                records = consumer.poll(POLL);
            }
            Stopwatch watch = new Stopwatch();
            long taken = 0;
            while (true) {
                records.forEach(record -> parsing.parse(record.key(), record.value()));
                taken += records.count();
                if (taken >= count) {
                    return new Turn(watch.perSecond(taken), watch.perProcessorSecond(taken));
                }
                records = consumer.poll(POLL);
            }
        }
    }
}
