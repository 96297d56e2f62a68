package dev.faultstream.sink.alert;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.service.tracing.TraceContext;
import dev.faultstream.sink.join.Transition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is told about one failure.
 *
 * @param transition what it tells beyond what the receiver knows
 * @param repeat whether it was told before, and is told again because it is still so
 * @param explained the failure as it is now
 * @param worst the highest severity that the receiver has been told of since the failure opened, this one included
 * @param eventId equal whenever the same is told again, and for nothing else
 * @param source the source of the event, as in CloudEvents
 * @param subject the subject of the event, as in CloudEvents
 * @param time when what it tells was concluded
 * @param trace where a receiver that follows it goes on; null when nobody follows
 */
public record Notice(
        Transition transition,
        boolean repeat,
        ExplainedFailure explained,
        Severity worst,
        String eventId,
        String source,
        String subject,
        Instant time,
        @Nullable TraceContext trace) {
    public Notice {
        requireNonNull(transition, "transition");
        requireNonNull(explained, "explained");
        requireNonNull(worst, "worst");
        requireNonNull(eventId, "eventId");
        requireNonNull(source, "source");
        requireNonNull(subject, "subject");
        requireNonNull(time, "time");
    }

    /** The same, followed from there. */
    public Notice goingOnFrom(@Nullable TraceContext place) {
        return new Notice(transition, repeat, explained, worst, eventId, source, subject, time, place);
    }

    public Failure failure() {
        return explained.failure();
    }

    public boolean isResolved() {
        return failure().state() == Failure.State.RESOLVED;
    }

    /** Without what comes from the cluster. */
    @Override
    public String toString() {
        return "Notice[" + eventId + " " + transition + (repeat ? " again" : "") + "]";
    }
}
