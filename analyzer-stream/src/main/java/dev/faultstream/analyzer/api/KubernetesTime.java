package dev.faultstream.analyzer.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the times of API objects (RFC 3339). */
public final class KubernetesTime {
    private KubernetesTime() {}

    /** The instant that the text tells; null when there is no text or it is no time. */
    public static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
