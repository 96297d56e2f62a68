package dev.faultstream.watcher.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest instant that objects tell: in metadata and status, and anywhere in Events and Leases. Fields that
 * tell the future, like the end of a certificate's validity, do not count.
 */
final class TimeFinder {
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern FUTURE = Pattern.compile(
            "(?i).*(notafter|expir|next|renewaltime|deadline|until|ttl|validto|deletiontimestamp|schedule[ds]?at).*");

    private @Nullable Instant newest;

    /** The newest instant so far; null when there was none. */
    @Nullable
    Instant newest() {
        return newest;
    }

    void look(JsonNode object) {
        String kind = object.path("kind").asText();
        if ("Event".equals(kind)) {
            visit(object);
        } else {
            visit(object.path("metadata"));
            visit(object.path("status"));
            if ("Lease".equals(kind)) {
                consider(object.at("/spec/renewTime").asText(""));
            }
        }
    }

    private void visit(JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                if (!FUTURE.matcher(field.getKey()).matches()) {
                    visit(field.getValue());
                }
            });
        } else if (node.isArray()) {
            node.forEach(this::visit);
        } else if (node.isTextual()) {
            consider(node.asText());
        }
    }

    private void consider(String text) {
        if (text.length() < 20 || text.length() > 35 || !INSTANT.matcher(text).matches()) {
            return;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (newest == null || instant.isAfter(newest)) {
                newest = instant;
            }
        } catch (DateTimeException e) {
            // Looks like an instant and is none, for example of a 31st of June.
            return;
        }
    }
}
