package dev.faultstream.sink.alert;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.sink.join.Transition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What an {@link OutputLedger} knows of one failure. Guarded by the ledger. */
final class LedgerEntry {
    final int partition;

    /** What has been read and not been told, in order. */
    final Deque<Pending> pending = new ArrayDeque<>();

    final Tries tries = new Tries();

    /** What the receiver knows; null when it knows nothing, or that it is over. */
    @Nullable
    Told told;

    /** Whether the receiver may know of it although it never said so. */
    boolean perhapsTold;

    /** Whether a record was read that says that it is open. */
    boolean seen;

    /** What is told again; null when nothing is. */
    @Nullable
    FailureEvent last;

    /** When it is told again, and until when when it is over; in the ledger's nanoseconds. */
    long repeatAt;

    long glowsUntil;

    LedgerEntry(int partition) {
        this.partition = partition;
    }

    boolean repeats() {
        return last != null;
    }

    Severity worstWith(FailureEvent event) {
        return told == null ? event.severity() : told.worst().max(event.severity());
    }

    /** Whether it is worse than the receiver knows. */
    boolean isWorse(FailureEvent event) {
        return told != null && event.isOpen() && event.severity().compareTo(told.worst()) > 0;
    }

    /** What an event tells the receiver; null for nothing. */
    @Nullable
    Transition transitionOf(FailureEvent event, boolean merged) {
        if (!event.isOpen()) {
            return told != null || perhapsTold ? Transition.RESOLVED : null;
        }
        if (told == null) {
            return event.isSelected() || perhapsTold ? Transition.OPENED : null;
        }
        if (!told.openedAt().equals(event.openedAt())) {
            return Transition.OPENED;
        }
        return event.transition() == Transition.EXPLAINED && !merged ? Transition.EXPLAINED : Transition.CHANGED;
    }

    /**
     * What the receiver knows.
     *
     * @param openedAt since when it is open
     * @param worst its highest severity since
     */
    record Told(Instant openedAt, Severity worst) {}

    /**
     * Something that has not been told.
     *
     * @param heldOffset the offset from which on nothing is committed before it is: its own, or that of the first of
     *     those that it stands for
     * @param readAt when the first of them was read, in the ledger's nanoseconds
     */
    record Pending(FailureEvent event, long heldOffset, long readAt) {
        /** Whether it stands for others. */
        boolean merged() {
            return heldOffset != event.offset();
        }

        long offset() {
            return event.offset();
        }
    }

    /** How often it has been tried to tell what is next. */
    static final class Tries {
        int count;
        long firstAt;
        long successesBefore;

        void clear() {
            count = 0;
        }
    }
}
