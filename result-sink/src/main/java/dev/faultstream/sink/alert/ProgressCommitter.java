package dev.faultstream.sink.alert;

import dev.faultstream.sink.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits how far a receiver was told, and beforehand what it may be told. Anybody may announce; all else belongs to the
 * reader's thread.
 */
final class ProgressCommitter {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProgressCommitter.class);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

    private final String output;
    private final OutputLedger ledger;
    private final LongSupplier nanoTime;
    private final ConcurrentLinkedQueue<Announcement> announcements = new ConcurrentLinkedQueue<>();
    private Map<TopicPartition, OffsetAndMetadata> lastCommit = Map.of();
    private long committedAt;
    private volatile boolean closed;

    ProgressCommitter(String output, OutputLedger ledger, LongSupplier nanoTime) {
        this.output = output;
        this.ledger = ledger;
        this.nanoTime = nanoTime;
    }

    /** Commits that the receiver may be told of these; completes with whether that is done. */
    CompletableFuture<Boolean> announce(List<FailureEvent> events) {
        Announcement announcement = new Announcement(List.copyOf(events), new CompletableFuture<>());
        announcements.add(announcement);
        if (closed) {
            refuseAnnouncements();
        }
        return announcement.done();
    }

    /** Commits what was announced and how far the receiver was told, when there is a reason to. */
    void commit(Consumer<?, ?> consumer, boolean now) {
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

    /** Commits how far the receiver was told in these partitions; whether that is done. */
    boolean commit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
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
                    .addKeyValue(LogKeys.OUTPUT, output)
                    .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                    .log("the progress of an output could not be committed for now");
            return false;
        }
    }

    /** Partitions have gone: what was committed last says nothing any more. */
    void forgetLast() {
        lastCommit = Map.of();
    }

    /** Nothing is announced any more. */
    void close() {
        closed = true;
        refuseAnnouncements();
    }

    private void refuseAnnouncements() {
        for (Announcement next = announcements.poll(); next != null; next = announcements.poll()) {
            next.done().complete(false);
        }
    }

    private record Announcement(List<FailureEvent> events, CompletableFuture<Boolean> done) {}
}
