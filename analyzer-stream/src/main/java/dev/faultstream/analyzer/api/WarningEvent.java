package dev.faultstream.analyzer.api;

import dev.faultstream.schemas.failure.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An Event about an object.
 *
 * @param reason its reason in CamelCase; empty when it has none
 * @param message its text, without the prefix {@code (combined from similar events): }
 * @param first the first time of its unbroken series
 * @param last its last time
 * @param count how often it happened
 * @param fieldPath the part of the object it is about, such as {@code spec.containers{web}}; empty for all of it
 */
public record WarningEvent(String reason, String message, Instant first, Instant last, int count, String fieldPath) {
    /** Whether it is about this container, init or ephemeral container; an event without a part is about all. */
    public boolean isAbout(@Nullable String container) {
        return container == null || fieldPath.isEmpty() || fieldPath.endsWith("{" + container + "}");
    }

    /** The event as evidence. */
    public Evidence evidence() {
        return new Evidence(Evidence.Type.EVENT, reason + ": " + message, last);
    }
}
