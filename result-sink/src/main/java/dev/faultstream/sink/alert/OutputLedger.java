package dev.faultstream.sink.alert;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.sink.join.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has been told and is to be told, by failure id. Of history it only keeps what was told; what an
 * instance finds unread when it starts is told as it is at the end, and what opened and resolved meanwhile is not told.
 * Thread-safe.
 */
final class OutputLedger {
    private final OutputSettings settings;
    private final Habits habits;
    private final LongSupplier nanoTime;
    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private final Map<Integer, PartitionProgress> partitions = new HashMap<>();
    private int waiting;
    private int kept;

    OutputLedger(OutputSettings settings, Habits habits, LongSupplier nanoTime) {
        this.settings = settings;
        this.habits = habits;
        this.nanoTime = nanoTime;
    }

    /** A partition is ours. */
    synchronized void assign(int partition, @Nullable OffsetAndMetadata committed, long end) {
        partitions.put(partition, new PartitionProgress(committed, end));
    }

    /** Takes a record; tells whether there is something to do for its failure now. */
    synchronized boolean accept(FailureEvent event) {
        PartitionProgress progress = partitions.get(event.partition());
        if (progress == null) {
            return false;
        }
        if (progress.isHistory(event.offset())) {
            history(event);
            return false;
        }
        LedgerEntry entry = entries.computeIfAbsent(event.failureId(), id -> new LedgerEntry(event.partition()));
        boolean backlog = !progress.isLive();
        if (backlog) {
            boolean attempted = event.isOpen() && progress.wasAttempted(event.offset());
            // Without any record of its opening left, whether it was told of cannot be known.
            boolean unknown = !event.isOpen() && !entry.seen && !progress.isNew() && event.isSelected();
            entry.perhapsTold |= attempted || unknown;
        }
        entry.seen |= event.isOpen();
        boolean needless = entry.pending.isEmpty() && entry.told == null && !entry.perhapsTold && !event.isSelected();
        boolean ended = !event.isOpen() && entry.told == null && !entry.perhapsTold && (backlog || needless);
        if (needless || ended) {
            drop(entry, progress);
            progress.read(event.offset(), false);
            if (ended) {
                forget(event.failureId(), entry);
            }
            return false;
        }
        progress.read(event.offset(), true);
        if (entry.pending.isEmpty()) {
            waiting++;
        }
        entry.pending.addLast(new LedgerEntry.Pending(event, event.offset(), nanoTime.getAsLong()));
        if (backlog || isLate(entry.pending.getFirst())) {
            merge(entry, progress);
        }
        return progress.isLive();
    }

    /** A failure was removed from the topic, some time after it was resolved. */
    synchronized void acceptTombstone(String failureId, int partition, long offset) {
        PartitionProgress progress = partitions.get(partition);
        LedgerEntry entry = entries.get(failureId);
        if (progress != null && !progress.isHistory(offset)) {
            progress.read(offset, false);
        }
        if (entry != null && entry.pending.isEmpty()) {
            forget(failureId, entry);
        }
    }

    /** Whether a record is none of those that were there when it was last told how far it is. */
    synchronized boolean isNews(int partition, long offset) {
        PartitionProgress progress = partitions.get(partition);
        return progress != null && !progress.isHistory(offset);
    }

    /** Has a failure told again at once; whether it is one that is told again. */
    synchronized boolean repeatNow(String failureId) {
        LedgerEntry entry = entries.get(failureId);
        if (entry == null || !entry.repeats()) {
            return false;
        }
        entry.repeatAt = nanoTime.getAsLong();
        return true;
    }

    /** A record was read that tells nothing. */
    synchronized void skip(int partition, long offset) {
        PartitionProgress progress = partitions.get(partition);
        if (progress != null && !progress.isHistory(offset)) {
            progress.read(offset, false);
        }
    }

    /** A partition has been read up to where it ended; gives the failures of which there is something to tell. */
    synchronized List<String> caughtUp(int partition) {
        PartitionProgress progress = partitions.get(partition);
        if (progress == null) {
            return List.of();
        }
        progress.readUpTo(progress.end());
        progress.goLive();
        List<String> due = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (entry.partition == partition) {
                if (entry.told != null) {
                    scheduleFirstRepeat(entry);
                }
                if (!entry.pending.isEmpty() || entry.repeats()) {
                    due.add(id);
                }
            }
        });
        return due;
    }

    /** Everything before this offset has been read, records or not. */
    synchronized void readUpTo(int partition, long offset) {
        PartitionProgress progress = partitions.get(partition);
        if (progress != null && progress.isLive()) {
            progress.readUpTo(offset);
        }
    }

    /** What is to be told next of a failure; what need not be told is done with by this. */
    synchronized Next next(String failureId) {
        LedgerEntry entry = entries.get(failureId);
        PartitionProgress progress = entry == null ? null : partitions.get(entry.partition);
        if (entry == null || progress == null || progress.isLeaving() || !progress.isLive()) {
            return new Next.Nothing();
        }
        while (!entry.pending.isEmpty()) {
            if (!habits.everyTransition() || isLate(entry.pending.getFirst())) {
                merge(entry, progress);
            }
            LedgerEntry.Pending first = entry.pending.getFirst();
            Transition transition = entry.transitionOf(first.event(), first.merged());
            if (transition == null || !isToldOf(entry, first.event(), transition)) {
                done(failureId, entry, progress, first, transition);
                continue;
            }
            progress.begin();
            Severity worst = entry.worstWith(first.event());
            return new Next.Attempt(
                    failureId,
                    progress,
                    entry,
                    first,
                    first.event(),
                    transition,
                    false,
                    worst,
                    progress.isAnnounced(first.offset()));
        }
        return repeat(failureId, entry, progress);
    }

    /** Whether notices of the same failure follow, or when it is told again. */
    synchronized Next delivered(Next.Attempt attempt) {
        PartitionProgress progress = ended(attempt);
        LedgerEntry entry = attempt.entry();
        if (progress == null) {
            return new Next.Nothing();
        }
        entry.tries.clear();
        if (attempt.pending() != null) {
            done(attempt.failureId(), entry, progress, attempt.pending(), attempt.transition());
        }
        if (entry.repeats()) {
            entry.repeatAt = nanoTime.getAsLong() + habits.repeat().toNanos();
        }
        return whatFollows(entry);
    }

    /** A notice was put aside: the receiver does not know what it would have told. */
    synchronized Next dead(Next.Attempt attempt) {
        PartitionProgress progress = ended(attempt);
        LedgerEntry entry = attempt.entry();
        if (progress == null) {
            return new Next.Nothing();
        }
        entry.tries.clear();
        if (attempt.pending() == null) {
            entry.repeatAt = nanoTime.getAsLong() + habits.repeat().toNanos();
        } else {
            remove(entry, progress, attempt.pending());
            if (!attempt.event().isOpen()) {
                entry.told = null;
                entry.perhapsTold = false;
                entry.seen = false;
                unkeep(entry);
                forgetIfOver(attempt.failureId(), entry);
            }
        }
        return whatFollows(entry);
    }

    /** An attempt failed. */
    synchronized void failed(Next.Attempt attempt, boolean perhapsTaken) {
        PartitionProgress progress = ended(attempt);
        if (progress != null) {
            attempt.entry().perhapsTold |= perhapsTaken && attempt.event().isOpen();
        }
    }

    /** Notes that the receiver may be told of this from when it is committed on. */
    synchronized void announce(FailureEvent event) {
        PartitionProgress progress = partitions.get(event.partition());
        if (progress != null) {
            progress.announce(event.offset());
        }
    }

    /** Notes that the receiver may be told of all that waits for these failures. */
    synchronized void announce(Collection<String> failureIds) {
        failureIds.forEach(id -> {
            LedgerEntry entry = entries.get(id);
            if (entry != null) {
                entry.pending.forEach(pending -> announce(pending.event()));
            }
        });
    }

    /** What there was to commit is committed. */
    synchronized void committed() {
        partitions.values().forEach(PartitionProgress::committed);
    }

    /** What there is to commit, by partition. */
    synchronized Map<Integer, OffsetAndMetadata> toCommit() {
        Map<Integer, OffsetAndMetadata> commits = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            if (progress.isLive()) {
                commits.put(partition, progress.toCommit());
            }
        });
        return commits;
    }

    /** Nothing is attempted any more for these partitions; waits a while for what is being attempted. */
    synchronized void leave(Collection<Integer> gone, Duration patience) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        for (int partition : gone) {
            PartitionProgress progress = partitions.get(partition);
            if (progress != null) {
                progress.leave();
                long left = deadline - nanoTime.getAsLong();
                while (!progress.isIdle() && left > 0) {
                    wait(Math.max(1, Duration.ofNanos(left).toMillis()));
                    left = deadline - nanoTime.getAsLong();
                }
            }
        }
    }

    /** Forgets the failures of these partitions, which are another instance's now, and gives their ids. */
    synchronized List<String> release(Collection<Integer> gone) {
        List<String> forgotten = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (gone.contains(entry.partition)) {
                forgotten.add(id);
            }
        });
        forgotten.forEach(id -> forget(id, entries.get(id)));
        gone.forEach(partitions::remove);
        return forgotten;
    }

    /** How many failures wait for something to be told of them. */
    synchronized int waiting() {
        return waiting;
    }

    /** How many open failures the receiver has been told of. */
    synchronized int told() {
        return (int)
                entries.values().stream().filter(entry -> entry.told != null).count();
    }

    /** For how long the oldest of what is to be told has been waiting. */
    synchronized Duration oldest() {
        long now = nanoTime.getAsLong();
        return Duration.ofNanos(entries.values().stream()
                .filter(entry -> !entry.pending.isEmpty())
                .mapToLong(entry -> now - entry.pending.getFirst().readAt())
                .max()
                .orElse(0));
    }

    private void history(FailureEvent event) {
        LedgerEntry entry = entries.get(event.failureId());
        if (!event.isOpen()) {
            forget(event.failureId(), entry);
            return;
        }
        if (entry == null) {
            entry = new LedgerEntry(event.partition());
            entries.put(event.failureId(), entry);
        }
        entry.seen = true;
        if (entry.told != null || event.isSelected()) {
            settle(entry, event);
        }
    }

    private boolean isToldOf(LedgerEntry entry, FailureEvent event, Transition transition) {
        return settings.transitions().contains(transition) || entry.isWorse(event);
    }

    /** The receiver knows this, or need not. */
    private void done(
            String id,
            LedgerEntry entry,
            PartitionProgress progress,
            LedgerEntry.Pending pending,
            @Nullable Transition transition) {
        remove(entry, progress, pending);
        FailureEvent event = pending.event();
        if (event.isOpen()) {
            if (transition != null) {
                settle(entry, event);
            }
            return;
        }
        boolean wasTold = transition != null;
        entry.told = null;
        entry.perhapsTold = false;
        unkeep(entry);
        if (wasTold && !habits.afterglow().isZero() && habits.repeats()) {
            keep(entry, event);
            entry.glowsUntil = nanoTime.getAsLong() + habits.afterglow().toNanos();
        }
        entry.seen = false;
        forgetIfOver(id, entry);
    }

    private void settle(LedgerEntry entry, FailureEvent event) {
        entry.perhapsTold = false;
        if (entry.told == null) {
            entry.repeatAt = nanoTime.getAsLong() + habits.repeat().toNanos();
        }
        entry.told = new LedgerEntry.Told(event.openedAt(), entry.worstWith(event));
        if (habits.repeats()) {
            unkeep(entry);
            keep(entry, event);
        }
    }

    private void keep(LedgerEntry entry, FailureEvent event) {
        if (kept < settings.maxOpen()) {
            entry.last = event;
            kept++;
        }
    }

    private void unkeep(LedgerEntry entry) {
        if (entry.last != null) {
            entry.last = null;
            kept--;
        }
    }

    private Next repeat(String id, LedgerEntry entry, PartitionProgress progress) {
        FailureEvent last = entry.last;
        if (last == null) {
            return new Next.Nothing();
        }
        long now = nanoTime.getAsLong();
        if (entry.told == null && now - entry.glowsUntil >= 0) {
            forget(id, entry);
            return new Next.Nothing();
        }
        if (entry.repeatAt - now > 0) {
            return new Next.Later(Duration.ofNanos(entry.repeatAt - now));
        }
        progress.begin();
        Transition transition = last.isOpen() ? Transition.CHANGED : Transition.RESOLVED;
        return new Next.Attempt(id, progress, entry, null, last, transition, true, entry.worstWith(last), true);
    }

    private Next whatFollows(LedgerEntry entry) {
        if (!entry.pending.isEmpty()) {
            return new Next.Later(Duration.ZERO);
        }
        return entry.repeats()
                ? new Next.Later(Duration.ofNanos(Math.max(0, entry.repeatAt - nanoTime.getAsLong())))
                : new Next.Nothing();
    }

    private void scheduleFirstRepeat(LedgerEntry entry) {
        entry.repeatAt = nanoTime.getAsLong()
                + (habits.repeatAtStart() ? 0 : habits.repeat().toNanos());
    }

    private boolean isLate(LedgerEntry.Pending pending) {
        return nanoTime.getAsLong() - pending.readAt()
                >= settings.catchUpAfter().toNanos();
    }

    /** Leaves the last of what is pending; it stays as outstanding as the first was. */
    private static void merge(LedgerEntry entry, PartitionProgress progress) {
        if (entry.pending.size() < 2) {
            return;
        }
        LedgerEntry.Pending first = entry.pending.getFirst();
        LedgerEntry.Pending last = entry.pending.getLast();
        entry.pending.forEach(between -> {
            if (between.event().offset() != first.heldOffset()) {
                progress.complete(between.event().offset());
            }
        });
        entry.pending.clear();
        entry.pending.addLast(new LedgerEntry.Pending(last.event(), first.heldOffset(), first.readAt()));
    }

    private void drop(LedgerEntry entry, PartitionProgress progress) {
        if (!entry.pending.isEmpty()) {
            waiting--;
            entry.pending.forEach(pending -> {
                progress.complete(pending.heldOffset());
                progress.complete(pending.event().offset());
            });
            entry.pending.clear();
        }
    }

    private void remove(LedgerEntry entry, PartitionProgress progress, LedgerEntry.Pending pending) {
        // What was merged with later ones meanwhile holds the commit back until those are told.
        if (entry.pending.remove(pending)) {
            progress.complete(pending.event().offset());
            progress.complete(pending.heldOffset());
            if (entry.pending.isEmpty()) {
                waiting--;
            }
        }
    }

    private @Nullable PartitionProgress ended(Next.Attempt attempt) {
        PartitionProgress progress = attempt.progress();
        progress.end(1);
        notifyAll();
        boolean current = partitions.get(attempt.entry().partition) == progress
                && entries.get(attempt.failureId()) == attempt.entry();
        return current ? progress : null;
    }

    private void forgetIfOver(String id, LedgerEntry entry) {
        if (entry.pending.isEmpty() && entry.told == null && !entry.seen && entry.last == null) {
            forget(id, entry);
        }
    }

    private void forget(String id, @Nullable LedgerEntry entry) {
        if (entry != null) {
            if (!entry.pending.isEmpty()) {
                waiting--;
            }
            unkeep(entry);
            entries.remove(id);
        }
    }
}
