package dev.faultstream.sink.alert;

import dev.faultstream.sink.SinkException;
import dev.faultstream.sink.work.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an output's partitions, each from its beginning: what is before the committed offset tells what the receiver
 * knows. Commits how far the receiver was told, and beforehand what it may be told. One thread.
 */
final class OutputReader implements Runnable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final OutputSettings settings;
    private final OutputLedger ledger;
    private final Delivery delivery;
    private final WorkQueue queue;
    private final BooleanSupplier receiverTakes;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final RecordIntake intake;
    private final ProgressCommitter committer;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
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
        this.consumers = consumers;
        intake = new RecordIntake(settings, ledger, deadLetters);
        committer = new ProgressCommitter(settings.name(), ledger, nanoTime);
    }

    @Override
    public void run() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            running = consumer;
            PartitionAssignment assignment = new PartitionAssignment(consumer, ledger, delivery, committer);
            consumer.subscribe(List.of(settings.topic()), assignment);
            while (!stopped) {
                turn(consumer, assignment);
            }
            committer.commit(consumer, true);
            ended.complete(null);
        } catch (WakeupException e) {
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(new SinkException("output " + settings.name() + " cannot read its topic", e));
        } finally {
            stopped = true;
            committer.close();
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
        return committer.announce(events);
    }

    private void turn(Consumer<String, byte[]> consumer, PartitionAssignment assignment) {
        holdBack(consumer, assignment);
        List<String> due = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (intake.accept(record)) {
                    due.add(record.key());
                }
            }
        } catch (WakeupException e) {
            return; // by stop
        }
        due.addAll(assignment.check());
        caughtUp = assignment.isRead() && !consumer.assignment().isEmpty();
        if (receiverTakes.getAsBoolean()) {
            // All at once; what waits for a receiver that takes nothing is announced when it is tried.
            ledger.announce(due);
        }
        committer.commit(consumer, !due.isEmpty());
        due.forEach(queue::add);
        lag = consumer.assignment().stream()
                .map(consumer::currentLag)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
    }

    private void holdBack(Consumer<?, ?> consumer, PartitionAssignment assignment) {
        // What is behind is read to its end: only then is it known what there is to tell.
        boolean busy = assignment.isRead() && ledger.waiting() >= settings.maxPending();
        if (busy) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
    }
}
