package dev.faultstream.sink.alert;

import dev.faultstream.sink.join.Transition;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides what is told next of a failure, and what follows from how that went. Guarded by the ledger. */
final class LedgerDecisions {
    private final OutputSettings settings;
    private final Habits habits;
    private final LedgerEntries entries;
    private final LedgerRepeats repeats;
    private final LongSupplier nanoTime;

    LedgerDecisions(
            OutputSettings settings,
            Habits habits,
            LedgerEntries entries,
            LedgerRepeats repeats,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.habits = habits;
        this.entries = entries;
        this.repeats = repeats;
        this.nanoTime = nanoTime;
    }

    /** What is to be told next of a failure; what need not be told is done with by this. */
    Next next(String failureId, LedgerEntry entry, PartitionProgress progress) {
        while (!entry.pending.isEmpty()) {
            if (!habits.everyTransition() || isLate(entry)) {
                entries.merge(entry, progress);
            }
            LedgerEntry.Pending first = entry.pending.getFirst();
            FailureEvent event = first.event();
            Transition transition = entry.transitionOf(event, first.merged());
            if (transition != null && isToldOf(entry, event, transition)) {
                progress.begin();
                return new Next.Attempt(
                        failureId,
                        progress,
                        entry,
                        first,
                        event,
                        transition,
                        false,
                        entry.worstWith(event),
                        progress.isAnnounced(first.offset()));
            }
            done(failureId, entry, progress, first, transition);
        }
        return repeat(failureId, entry, progress);
    }

    /** The receiver has taken a notice; gives what follows. */
    Next delivered(Next.Attempt attempt, PartitionProgress progress) {
        LedgerEntry entry = attempt.entry();
        entry.tries.clear();
        if (attempt.pending() != null) {
            done(attempt.failureId(), entry, progress, attempt.pending(), attempt.transition());
        }
        if (entry.repeats()) {
            repeats.schedule(entry);
        }
        return whatFollows(entry);
    }

    /** A notice was put aside: the receiver does not know what it would have told. Gives what follows. */
    Next dead(Next.Attempt attempt, PartitionProgress progress) {
        LedgerEntry entry = attempt.entry();
        entry.tries.clear();
        if (attempt.pending() == null) {
            repeats.schedule(entry);
        } else {
            entries.remove(entry, progress, attempt.pending());
            if (!attempt.event().isOpen()) {
                forgetTold(entry);
                entry.seen = false;
                entries.forgetIfOver(attempt.failureId(), entry);
            }
        }
        return whatFollows(entry);
    }

    /** The receiver knows that a failure is open as this record tells. */
    void settle(LedgerEntry entry, FailureEvent event) {
        boolean isNew = entry.told == null;
        entry.perhapsTold = false;
        entry.told = new LedgerEntry.Told(event.openedAt(), entry.worstWith(event));
        repeats.open(entry, event, isNew);
    }

    /** Whether what waits has waited for so long that only its end counts. */
    boolean isLate(LedgerEntry entry) {
        return nanoTime.getAsLong() - entry.pending.getFirst().readAt()
                >= settings.catchUpAfter().toNanos();
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
        entries.remove(entry, progress, pending);
        FailureEvent event = pending.event();
        if (event.isOpen()) {
            if (transition != null) {
                settle(entry, event);
            }
            return;
        }
        forgetTold(entry);
        if (transition != null) {
            repeats.over(entry, event);
        }
        entry.seen = false;
        entries.forgetIfOver(id, entry);
    }

    private void forgetTold(LedgerEntry entry) {
        entry.told = null;
        entry.perhapsTold = false;
        repeats.unkeep(entry);
    }

    private Next repeat(String id, LedgerEntry entry, PartitionProgress progress) {
        FailureEvent last = entry.last;
        if (last == null) {
            return new Next.Nothing();
        }
        if (repeats.hasFaded(entry)) {
            entries.forget(id);
            return new Next.Nothing();
        }
        Duration due = repeats.due(entry);
        if (due.compareTo(Duration.ZERO) > 0) {
            return new Next.Later(due);
        }
        progress.begin();
        Transition transition = last.isOpen() ? Transition.CHANGED : Transition.RESOLVED;
        return new Next.Attempt(id, progress, entry, null, last, transition, true, entry.worstWith(last), true);
    }

    private Next whatFollows(LedgerEntry entry) {
        if (!entry.pending.isEmpty()) {
            return new Next.Later(Duration.ZERO);
        }
        if (!entry.repeats()) {
            return new Next.Nothing();
        }
        Duration due = repeats.due(entry);
        return new Next.Later(due.isNegative() ? Duration.ZERO : due);
    }
}
