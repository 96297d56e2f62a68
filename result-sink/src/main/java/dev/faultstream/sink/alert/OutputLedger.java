package dev.faultstream.sink.alert;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has been told and is to be told, by failure id. Of history it only keeps what was told; what an
 * instance finds unread when it starts is told as it is at the end, and what opened and resolved meanwhile is not told.
 * Thread-safe: it is the one lock around its parts.
 */
final class OutputLedger {
    private final LongSupplier nanoTime;
    private final CommitProgress partitions = new CommitProgress();
    private final LedgerRepeats repeats;
    private final LedgerEntries entries;
    private final LedgerDecisions decisions;
    private final LedgerIntake intake;

    OutputLedger(OutputSettings settings, Habits habits, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        repeats = new LedgerRepeats(habits, settings.maxOpen(), nanoTime);
        entries = new LedgerEntries(repeats, nanoTime);
        decisions = new LedgerDecisions(settings, habits, entries, repeats, nanoTime);
        intake = new LedgerIntake(partitions, entries, decisions, repeats);
    }

    /** A partition is ours. */
    synchronized void assign(int partition, @Nullable OffsetAndMetadata committed, long end) {
        partitions.assign(partition, committed, end);
    }

    /** Takes a record; tells whether there is something to do for its failure now. */
    synchronized boolean accept(FailureEvent event) {
        return intake.accept(event);
    }

    /** A failure was removed from the topic, some time after it was resolved. */
    synchronized void acceptTombstone(String failureId, int partition, long offset) {
        intake.acceptTombstone(failureId, partition, offset);
    }

    /** Whether a record is none of those that were there when it was last told how far it is. */
    synchronized boolean isNews(int partition, long offset) {
        return partitions.isNews(partition, offset);
    }

    /** A record was read that tells nothing. */
    synchronized void skip(int partition, long offset) {
        partitions.skip(partition, offset);
    }

    /** A partition has been read up to where it ended; gives the failures of which there is something to tell. */
    synchronized List<String> caughtUp(int partition) {
        return intake.caughtUp(partition);
    }

    /** Everything before this offset has been read, records or not. */
    synchronized void readUpTo(int partition, long offset) {
        partitions.readUpTo(partition, offset);
    }

    /** Has a failure told again at once; whether it is one that is told again. */
    synchronized boolean repeatNow(String failureId) {
        LedgerEntry entry = entries.find(failureId);
        if (entry == null || !entry.repeats()) {
            return false;
        }
        repeats.scheduleNow(entry);
        return true;
    }

    /** What is to be told next of a failure; what need not be told is done with by this. */
    synchronized Next next(String failureId) {
        LedgerEntry entry = entries.find(failureId);
        PartitionProgress progress = entry == null ? null : partitions.of(entry.partition);
        return entry == null || progress == null || progress.isLeaving() || !progress.isLive()
                ? new Next.Nothing()
                : decisions.next(failureId, entry, progress);
    }

    /** Whether notices of the same failure follow, or when it is told again. */
    synchronized Next delivered(Next.Attempt attempt) {
        PartitionProgress progress = ended(attempt);
        return progress == null ? new Next.Nothing() : decisions.delivered(attempt, progress);
    }

    /** A notice was put aside: the receiver does not know what it would have told. */
    synchronized Next dead(Next.Attempt attempt) {
        PartitionProgress progress = ended(attempt);
        return progress == null ? new Next.Nothing() : decisions.dead(attempt, progress);
    }

    /** An attempt failed. */
    synchronized void failed(Next.Attempt attempt, boolean perhapsTaken) {
        if (ended(attempt) != null) {
            attempt.entry().perhapsTold |= perhapsTaken && attempt.event().isOpen();
        }
    }

    /** An attempt was put off. */
    synchronized void postponed(Next.Attempt attempt) {
        failed(attempt, false);
    }

    /** Notes that the receiver may be told of this from when it is committed on. */
    synchronized void announce(FailureEvent event) {
        partitions.announce(event);
    }

    /** Notes that the receiver may be told of all that waits for these failures. */
    synchronized void announce(Collection<String> failureIds) {
        failureIds.forEach(id -> {
            LedgerEntry entry = entries.find(id);
            if (entry != null) {
                entry.pending.forEach(pending -> partitions.announce(pending.event()));
            }
        });
    }

    /** What there was to commit is committed. */
    synchronized void committed() {
        partitions.committed();
    }

    /** What there is to commit, by partition. */
    synchronized Map<Integer, OffsetAndMetadata> toCommit() {
        return partitions.toCommit();
    }

    /** Nothing is attempted any more for these partitions; waits a while for what is being attempted. */
    synchronized void leave(Collection<Integer> gone, Duration patience) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        partitions.forEach(gone, PartitionProgress::leave);
        long left = patience.toNanos();
        while (!partitions.isIdle(gone) && left > 0) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
            left = deadline - nanoTime.getAsLong();
        }
    }

    /** Forgets the failures of these partitions, which are another instance's now, and gives their ids. */
    synchronized List<String> release(Collection<Integer> gone) {
        List<String> forgotten = entries.release(gone);
        partitions.release(gone);
        return forgotten;
    }

    /** How many failures wait for something to be told of them. */
    synchronized int waiting() {
        return entries.waiting();
    }

    /** How many open failures the receiver has been told of. */
    synchronized int told() {
        return entries.told();
    }

    /** For how long the oldest of what is to be told has been waiting. */
    synchronized Duration oldest() {
        return Duration.ofNanos(entries.oldest());
    }

    private @Nullable PartitionProgress ended(Next.Attempt attempt) {
        PartitionProgress progress = attempt.progress();
        progress.end(1);
        notifyAll();
        boolean current = partitions.of(attempt.entry().partition) == progress
                && entries.find(attempt.failureId()) == attempt.entry();
        return current ? progress : null;
    }
}
