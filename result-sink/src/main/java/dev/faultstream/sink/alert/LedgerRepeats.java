package dev.faultstream.sink.alert;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a receiver is told again: what is open, and for a while what is over. Keeps the last record of no more failures
 * than it may; further ones are told once. Guarded by the ledger.
 */
final class LedgerRepeats {
    private final Habits habits;
    private final int maxKept;
    private final LongSupplier nanoTime;
    private int kept;

    LedgerRepeats(Habits habits, int maxKept, LongSupplier nanoTime) {
        this.habits = habits;
        this.maxKept = maxKept;
        this.nanoTime = nanoTime;
    }

    /** The receiver knows that a failure is open as this record tells. */
    void open(LedgerEntry entry, FailureEvent event, boolean isNew) {
        if (isNew) {
            schedule(entry);
        }
        if (habits.repeats()) {
            unkeep(entry);
            keep(entry, event);
        }
    }

    /** The receiver knows that a failure is over. */
    void over(LedgerEntry entry, FailureEvent event) {
        if (!habits.afterglow().isZero() && habits.repeats()) {
            keep(entry, event);
            entry.glowsUntil = nanoTime.getAsLong() + habits.afterglow().toNanos();
        }
    }

    /** It was told now. */
    void schedule(LedgerEntry entry) {
        entry.repeatAt = nanoTime.getAsLong() + habits.repeat().toNanos();
    }

    /** The output has started with it. */
    void scheduleFirst(LedgerEntry entry) {
        entry.repeatAt = nanoTime.getAsLong()
                + (habits.repeatAtStart() ? 0 : habits.repeat().toNanos());
    }

    void scheduleNow(LedgerEntry entry) {
        entry.repeatAt = nanoTime.getAsLong();
    }

    /** How long until it is told again; zero or less when that is now. */
    Duration due(LedgerEntry entry) {
        return Duration.ofNanos(entry.repeatAt - nanoTime.getAsLong());
    }

    /** Whether it has been over for so long that it is not told again. */
    boolean hasFaded(LedgerEntry entry) {
        return entry.told == null && nanoTime.getAsLong() - entry.glowsUntil >= 0;
    }

    void unkeep(LedgerEntry entry) {
        if (entry.last != null) {
            entry.last = null;
            kept--;
        }
    }

    private void keep(LedgerEntry entry, FailureEvent event) {
        if (kept < maxKept) {
            entry.last = event;
            kept++;
        }
    }
}
