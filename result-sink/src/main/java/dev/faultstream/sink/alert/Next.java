package dev.faultstream.sink.alert;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.sink.join.Transition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is to be done next for one failure. */
sealed interface Next {
    /** Nothing, until there is a record about it. */
    record Nothing() implements Next {}

    /** Nothing for so long. */
    record Later(Duration delay) implements Next {}

    /**
     * A notice is to be handed over; must be ended by the ledger's delivered, dead or failed.
     *
     * @param pending what it tells; null when it was told before
     * @param announced whether it is committed that the receiver may know of it
     */
    record Attempt(
            String failureId,
            PartitionProgress progress,
            LedgerEntry entry,
            LedgerEntry.@Nullable Pending pending,
            FailureEvent event,
            Transition transition,
            boolean repeat,
            Severity worst,
            boolean announced)
            implements Next {
        Notice notice() {
            return event.notice(transition, repeat, worst);
        }
    }
}
