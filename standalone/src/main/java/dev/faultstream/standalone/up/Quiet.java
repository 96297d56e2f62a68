package dev.faultstream.standalone.up;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells exactly whether everything that was published has been consumed and has had its effect. A consumer's effects
 * are committed together with its offsets, so: when all offsets have reached the ends of the topics, and then the ends
 * are where they were, nothing is under way. Not thread-safe.
 */
final class Quiet implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String CHANGELOG = "-changelog";

    private final Admin admin;
    private final KafkaConsumer<String, byte[]> probe;
    private final List<Reader> readers;
    private String state = "";

    /**
     * @param admin closed with this
     * @param probe reads committed records; closed with this
     * @param readers who has to have read what
     */
    Quiet(Admin admin, KafkaConsumer<String, byte[]> probe, List<Reader> readers) {
        this.admin = admin;
        this.probe = probe;
        this.readers = List.copyOf(readers);
    }

    /**
     * Whether all is quiet. When it is not, {@link #state} says what is under way.
     *
     * @param shown up to where the output has been shown
     * @param explained the topic of the output
     */
    boolean check(ToLongFunction<TopicPartition> shown, String explained)
            throws InterruptedException, ExecutionException {
        Map<Reader, List<String>> topics = topics();
        List<String> all = new ArrayList<>(
                topics.values().stream().flatMap(List::stream).distinct().toList());
        all.add(explained);
        Map<TopicPartition, Long> ends = ends(all);
        List<String> behind = new ArrayList<>();
        for (Map.Entry<Reader, List<String>> entry : topics.entrySet()) {
            Map<TopicPartition, Long> read = offsets(entry.getKey(), entry.getValue());
            ends.forEach((partition, end) -> {
                if (entry.getValue().contains(partition.topic()) && !isRead(partition, read.get(partition), end)) {
                    behind.add(entry.getKey().name() + " " + partition + " at " + read.get(partition) + " of " + end);
                }
            });
        }
        ends.forEach((partition, end) -> {
            if (partition.topic().equals(explained) && shown.applyAsLong(partition) < end) {
                behind.add("this terminal " + partition + " at " + shown.applyAsLong(partition) + " of " + end);
            }
        });
        state = String.join("; ", behind);
        return behind.isEmpty() && ends.equals(ends(all));
    }

    /** What was under way at the last check; equal if nothing moved. */
    String state() {
        return state;
    }

    /** What each reader reads: its own topics too, through which Kafka Streams sends records from task to task. */
    private Map<Reader, List<String>> topics() throws InterruptedException, ExecutionException {
        Collection<String> names = admin.listTopics().names().get();
        Map<Reader, List<String>> topics = new HashMap<>();
        for (Reader reader : readers) {
            List<String> own = new ArrayList<>(reader.topics());
            if (!reader.shares()) {
                names.stream()
                        .filter(name -> name.startsWith(reader.group() + "-") && !name.endsWith(CHANGELOG))
                        .forEach(own::add);
            }
            topics.put(reader, own);
        }
        return topics;
    }

    private Map<TopicPartition, Long> ends(List<String> topics) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, description) -> description
                .partitions()
                .forEach(info -> wanted.put(new TopicPartition(name, info.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new TreeMap<>(
                java.util.Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end :
                admin.listOffsets(wanted).all().get().entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    private Map<TopicPartition, Long> offsets(Reader reader, List<String> topics)
            throws InterruptedException, ExecutionException {
        if (reader.shares()) {
            return ShareOffsets.of(admin, reader.group());
        }
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(reader.group())
                .partitionsToOffsetAndMetadata()
                .get();
        return committed.entrySet().stream()
                .filter(entry -> entry.getValue() != null
                        && topics.contains(entry.getKey().topic()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Whether no record is left: what is between the offset and the end may be marks of transactions only. */
    private boolean isRead(TopicPartition partition, @Nullable Long offset, long end) {
        if (end == 0 || (offset != null && offset >= end)) {
            return true;
        }
        probe.assign(List.of(partition));
        if (offset == null) {
            probe.seekToBeginning(List.of(partition));
        } else {
            probe.seek(partition, offset);
        }
        int empty = 0;
        while (probe.position(partition) < end && empty < 3) {
            if (!probe.poll(POLL).isEmpty()) {
                return false;
            }
            empty++;
        }
        return probe.position(partition) >= end;
    }

    @Override
    public void close() {
        probe.close();
        admin.close();
    }

    /**
     * Who reads what.
     *
     * @param name for a person
     * @param group the consumer group
     * @param shares whether it is a share group
     * @param topics what it reads, besides topics of its own
     */
    record Reader(String name, String group, boolean shares, List<String> topics) {
        Reader {
            topics = List.copyOf(topics);
        }
    }
}
