package dev.faultstream.watcher.informer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an object was last written, as the API server has noted with the fields' managers, to the second. An object does
 * not always tell: a write that gives no manager another field leaves an old time behind.
 */
final class ChangeTime {
    /** What is older was not written just now. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private ChangeTime() {}

    static Optional<Instant> of(JsonNode object, Instant now) {
        Instant latest = Instant.MIN;
        for (JsonNode manager : object.path("metadata").path("managedFields")) {
            String text = manager.path("time").asText("");
            if (!text.isEmpty()) {
                try {
                    Instant time = Instant.parse(text);
                    latest = time.isAfter(latest) ? time : latest;
                } catch (DateTimeException e) {
                    return Optional.empty();
                }
            }
        }
        if (latest.isBefore(now.minus(OLDEST)) || latest.isAfter(now.plus(OLDEST))) {
            return Optional.empty();
        }
        return Optional.of(latest.isAfter(now) ? now : latest);
    }
}
