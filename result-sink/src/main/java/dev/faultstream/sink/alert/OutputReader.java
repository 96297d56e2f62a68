package dev.faultstream.sink.alert;

import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.SinkException;
import dev.faultstream.sink.work.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an output's partitions, each from its beginning: what is before the committed offset tells what the receiver
 * knows. Commits how far the receiver was told, and beforehand what it may be told. One thread.
 */
final class OutputReader implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutputReader.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

    private final OutputSettings settings;
    private final OutputLedger ledger;
    private final Delivery delivery;
    private final WorkQueue queue;
    private final BooleanSupplier receiverTakes;
    private final DeadLetters deadLetters;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Long> unread = new HashMap<>();
    private final ConcurrentLinkedQueue<Announcement> announcements = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Map<TopicPartition, OffsetAndMetadata> lastCommit = Map.of();
    private long committedAt;
    private boolean paused;
    private boolean saidUnreadable;
    private volatile boolean caughtUp;
    private volatile boolean stopped;
    private volatile long lag;
    private volatile @Nullable Consumer<String, byte[]> running;

    OutputReader(
            OutputSettings settings,
            OutputLedger ledger,
            Delivery delivery,
            WorkQueue queue,
            BooleanSupplier receiverTakes,
            DeadLetters deadLetters,
            Supplier<Consumer<String, byte[]>> consumers,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.ledger = ledger;
        this.delivery = delivery;
        this.queue = queue;
        this.receiverTakes = receiverTakes;
        this.deadLetters = deadLetters;
        this.consumers = consumers;
        this.nanoTime = nanoTime;
    }

    @Override
    public void run() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            running = consumer;
            consumer.subscribe(List.of(settings.topic()), new Assignment(consumer));
            while (!stopped) {
                turn(consumer);
            }
            commit(consumer, true);
            ended.complete(null);
        } catch (WakeupException e) {
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(new SinkException("output " + settings.name() + " cannot read its topic", e));
        } finally {
            stopped = true;
            refuseAnnouncements();
        }
    }

    /** Stops reading; what was told by then is committed. */
    void stop() {
        stopped = true;
        Consumer<String, byte[]> consumer = running;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Completes when it has stopped; exceptionally when nobody asked it to. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Whether the partitions that it has have been read up to where they ended when it got them. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** How many records there are to read. */
    long lag() {
        return lag;
    }

    /** Commits that the receiver may be told of these; completes with whether that is done. */
    CompletableFuture<Boolean> announce(List<FailureEvent> events) {
        Announcement announcement = new Announcement(List.copyOf(events), new CompletableFuture<>());
        announcements.add(announcement);
        if (stopped) {
            refuseAnnouncements();
        }
        return announcement.done();
    }

    private void turn(Consumer<String, byte[]> consumer) {
        holdBack(consumer);
        List<String> due = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (accept(record)) {
                    due.add(record.key());
                }
            }
        } catch (WakeupException e) {
            return; // by stop
        }
        due.addAll(check(consumer));
        if (receiverTakes.getAsBoolean()) {
            // All at once; what waits for a receiver that takes nothing is announced when it is tried.
            ledger.announce(due);
        }
        commit(consumer, !due.isEmpty());
        due.forEach(queue::add);
        lag = consumer.assignment().stream()
                .map(consumer::currentLag)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
    }

    private boolean accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            ledger.acceptTombstone(record.key(), record.partition(), record.offset());
            return false;
        }
        FailureEvent event;
        try {
            event = FailureEvent.read(record, settings.filter());
        } catch (SerializationException e) {
            if (ledger.isNews(record.partition(), record.offset())) {
                putAside(record);
            }
            ledger.skip(record.partition(), record.offset());
            return false;
        }
        return ledger.accept(event);
    }

    private void putAside(ConsumerRecord<String, byte[]> record) {
        deadLetters.put(settings.deadLetters(), record, "output " + settings.name() + " cannot read it");
        (saidUnreadable ? LOGGER.atDebug() : LOGGER.atWarn())
                .addKeyValue(LogKeys.OUTPUT, settings.name())
                .addKeyValue(LogKeys.PARTITION, record.partition())
                .addKeyValue(LogKeys.OFFSET, record.offset())
                .log("put a record aside that cannot be read; further ones are logged at debug level");
        saidUnreadable = true;
    }

    /** Partitions that have been read up to their end come alive. */
    private List<String> check(Consumer<?, ?> consumer) {
        List<String> due = new ArrayList<>();
        unread.entrySet().removeIf(end -> {
            boolean atEnd = consumer.position(end.getKey()) >= end.getValue();
            if (atEnd) {
                due.addAll(ledger.caughtUp(end.getKey().partition()));
            }
            return atEnd;
        });
        // Beyond the last record there may be marks of transactions.
        consumer.assignment()
                .forEach(partition -> ledger.readUpTo(partition.partition(), consumer.position(partition)));
        caughtUp = unread.isEmpty() && !consumer.assignment().isEmpty();
        return due;
    }

    private void holdBack(Consumer<?, ?> consumer) {
        // What is behind is read to its end: only then is it known what there is to tell.
        boolean busy = unread.isEmpty() && ledger.waiting() >= settings.maxPending();
        if (busy && !paused) {
            consumer.pause(consumer.assignment());
        } else if (!busy && paused) {
            consumer.resume(consumer.assignment());
        }
        paused = busy;
    }

    private void commit(Consumer<?, ?> consumer, boolean now) {
        List<Announcement> asked = new ArrayList<>();
        for (Announcement next = announcements.poll(); next != null; next = announcements.poll()) {
            next.events().forEach(ledger::announce);
            asked.add(next);
        }
        boolean due = nanoTime.getAsLong() - committedAt >= COMMIT_INTERVAL.toNanos();
        boolean done = true;
        if (now || due || !asked.isEmpty()) {
            done = commit(consumer, consumer.assignment());
        }
        for (Announcement announcement : asked) {
            announcement.done().complete(done);
        }
    }

    private boolean commit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<Integer, OffsetAndMetadata> progress = ledger.toCommit();
        Map<TopicPartition, OffsetAndMetadata> commit = partitions.stream()
                .filter(partition -> progress.containsKey(partition.partition()))
                .collect(Collectors.toMap(partition -> partition, partition -> progress.get(partition.partition())));
        committedAt = nanoTime.getAsLong();
        if (commit.equals(lastCommit)) {
            return true;
        }
        try {
            consumer.commitSync(commit, COMMIT_TIMEOUT);
            lastCommit = commit;
            ledger.committed();
            return true;
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException | WakeupException e) {
            LOGGER.atDebug()
                    .addKeyValue(LogKeys.OUTPUT, settings.name())
                    .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                    .log("the progress of an output could not be committed for now");
            return false;
        }
    }

    private void refuseAnnouncements() {
        for (Announcement next = announcements.poll(); next != null; next = announcements.poll()) {
            next.done().complete(false);
        }
    }

    private record Announcement(List<FailureEvent> events, CompletableFuture<Boolean> done) {}

    private final class Assignment implements ConsumerRebalanceListener {
        private final Consumer<?, ?> consumer;

        Assignment(Consumer<?, ?> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            if (added.isEmpty()) {
                return;
            }
            caughtUp = false;
            Map<TopicPartition, Long> ends = consumer.endOffsets(added);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(added));
            added.forEach(partition ->
                    ledger.assign(partition.partition(), committed.get(partition), ends.getOrDefault(partition, 0L)));
            unread.putAll(ends);
            consumer.seekToBeginning(added);
            if (paused) {
                consumer.resume(consumer.assignment());
                paused = false;
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            Set<Integer> numbers = numbers(gone);
            try {
                ledger.leave(numbers, LEAVE_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            commit(consumer, gone);
            forget(gone);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> gone) {
            forget(gone);
        }

        private void forget(Collection<TopicPartition> gone) {
            gone.forEach(unread::remove);
            delivery.forget(ledger.release(numbers(gone)));
            lastCommit = Map.of();
        }

        private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
    }
}
