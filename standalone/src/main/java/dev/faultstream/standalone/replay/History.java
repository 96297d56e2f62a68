package dev.faultstream.standalone.replay;

import dev.faultstream.analyzer.Analyzer;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.analyzer.topology.AnalyzerKeys;
import dev.faultstream.analyzer.topology.AnalyzerObserver;
import dev.faultstream.analyzer.topology.SnapshotProcessorSupplier;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.service.config.Config;
import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.StopSignal;
import dev.faultstream.standalone.kafka.KafkaAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The history of the snapshot topic through the analyzers of its partitions, as the topology makes them, with their
 * state on the heap. What they conclude is a function of the records, so it is what the live run concluded. Used once.
 */
final class History {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Range range;
    private final Config config;
    private final RuleSet rules;
    private final Map<TopicPartition, Analyzer> analyzers = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final List<Told> told = new ArrayList<>();

    History(ServiceSettings settings, Range range) {
        this.range = range;
        this.config = settings.read(new AnalyzerDefinition().configuration());
        this.rules = RuleSet.load(AnalyzerKeys.rules(config));
    }

    /** Reads up to where the topic ends now, and tells the failures of the range in the order of their times. */
    void replay(KafkaAccess kafka, Output output, StopSignal stop) {
        try (KafkaConsumer<String, byte[]> consumer = kafka.reader("faultstream-replay")) {
            List<TopicPartition> partitions =
                    KafkaAccess.partitionsOf(kafka.topics().resourceSnapshots(), consumer);
            if (partitions.isEmpty()) {
                throw new CommandFailedException(
                        ExitCode.MET, "there is no topic " + kafka.topics().resourceSnapshots(), null);
            }
            partitions.forEach(partition -> analyzers.put(partition, analyzer(partition, partitions.size())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            read(consumer, consumer.endOffsets(partitions), stop);
        } catch (KafkaException e) {
            throw new CommandFailedException(ExitCode.MET, "the history cannot be read: " + e.getMessage(), e);
        }
        told.sort(Comparator.comparing(Told::at)
                .thenComparing(record -> record.record().id())
                .thenComparing(Told::revision));
        told.forEach(record -> output.accept(record.record(), record.at()));
    }

    private Analyzer analyzer(TopicPartition partition, int partitions) {
        AnalyzerObserver observer = AnalyzerObserver.none();
        SnapshotProcessorSupplier live = new SnapshotProcessorSupplier(
                partitions, rules, AnalyzerKeys.engine(config), AnalyzerKeys.lifecycle(config), false, observer);
        return new Analyzer(EngineStores.inMemory(), rules, live.options(partition.partition(), observer));
    }

    private void read(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, StopSignal stop) {
        Set<TopicPartition> left = new HashSet<>(ends.keySet());
        left.removeIf(partition -> consumer.position(partition) >= end(ends, partition));
        while (!left.isEmpty() && !stop.isRequested()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < end(ends, partition)) {
                    take(partition, record);
                }
            }
            left.removeIf(partition -> consumer.position(partition) >= end(ends, partition));
        }
    }

    private void take(TopicPartition partition, ConsumerRecord<String, byte[]> record) {
        Analyzer analyzer = analyzers.get(partition);
        String key = record.key();
        if (analyzer == null || key == null || !range.holds(clusterOf(key))) {
            return;
        }
        String clock = partition.partition() + "/" + clusterOf(key);
        if (over.contains(clock)) {
            return;
        }
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (at.isAfter(range.to())) {
            // The first record after the range still lets its end pass; then the cluster's part is over.
            over.add(clock);
        }
        for (FailureRecord failure : analyzer.process(key, record.value(), at).failures()) {
            Failure revision = failure.failure();
            Instant when = revision == null ? at : revision.changedAt();
            if (!when.isBefore(range.from()) && !when.isAfter(range.to())) {
                told.add(new Told(failure, when));
            }
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private static String clusterOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /**
     * What is asked for.
     *
     * @param from the first instant
     * @param to the last instant
     * @param cluster the only cluster that counts; null for all
     */
    record Range(Instant from, Instant to, @Nullable String cluster) {
        boolean holds(String name) {
            return cluster == null || cluster.equals(name);
        }
    }

    private record Told(FailureRecord record, Instant at) {
        int revision() {
            Failure failure = record.failure();
            return failure == null ? Integer.MAX_VALUE : failure.revision();
        }
    }
}
