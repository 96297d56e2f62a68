package dev.faultstream.analyzer.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.analyzer.api.WarningEvent;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events about each object. They are kept by themselves until they are an hour old, because the API server drops
 * an Event when it likes, and that a story is no longer told does not make it untrue.
 */
final class EventIndex {
    static final Duration RETENTION = Duration.ofHours(1);
    private static final String TARGET = "event ";
    private static final String COMBINED = "(combined from similar events): ";

    private final OrderedStore store;
    private final Wakeups wakeups;

    EventIndex(OrderedStore store, Wakeups wakeups) {
        this.store = store;
        this.wakeups = wakeups;
    }

    /**
     * Takes an Event.
     *
     * @return the name of the object it is about, as in {@link #subjectOf}
     * @throws IllegalArgumentException if it does not say what it is about or when it happened
     */
    String put(ResourceKey key, JsonNode event, Instant now) {
        JsonNode about = event.hasNonNull("involvedObject") ? event.get("involvedObject") : event.path("regarding");
        String namespace = about.path("namespace").asText("");
        String subject = key.cluster()
                + '/'
                + about.path("kind").asText("?")
                + '/'
                + (namespace.isEmpty() || "Node".equals(about.path("kind").asText()) ? "-" : namespace)
                + '/'
                + about.path("name").asText("?");
        Entry entry = Entry.of(event, about);
        byte[] entryKey = StoreKeys.of("event", subject, key.namespace() + '/' + key.name());
        byte[] before = store.get(entryKey);
        Instant expiresBefore =
                before == null ? null : Entry.read(before).event.last().plus(RETENTION);
        Instant expires = entry.event.last().plus(RETENTION);
        String target = TARGET + StoreKeys.text(entryKey, 0, entryKey.length);
        if (expires.isAfter(now)) {
            wakeups.move(key.cluster(), target, expiresBefore, expires);
            store.put(entryKey, entry.write());
        } else if (before != null) {
            wakeups.move(key.cluster(), target, expiresBefore, null);
            store.delete(entryKey);
        }
        return subject;
    }

    /** Whether a wake-up's target is an event that has become too old. */
    static boolean isTarget(String target) {
        return target.startsWith(TARGET);
    }

    /** Drops the event of a wake-up. */
    void expire(String target) {
        store.delete(StoreKeys.bytes(target.substring(TARGET.length())));
    }

    /** The events about an object, newest first. */
    List<WarningEvent> about(String cluster, HasMetadata object) {
        String uid = object.getMetadata().getUid();
        boolean byName = matchesByName(object);
        List<WarningEvent> events = new ArrayList<>();
        store.scan(StoreKeys.of("event", subjectOf(cluster, object)), (key, value) -> {
            Entry entry = Entry.read(value);
            if (byName || entry.uid == null || entry.uid.isEmpty() || entry.uid.equals(uid)) {
                events.add(entry.event);
            }
            return true;
        });
        events.sort(Comparator.comparing(WarningEvent::last)
                .reversed()
                .thenComparing(WarningEvent::reason)
                .thenComparing(WarningEvent::message));
        return events;
    }

    /** How an object is named among the subjects of events. */
    static String subjectOf(String cluster, HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return cluster
                + '/'
                + object.getKind()
                + '/'
                + (namespace == null || namespace.isEmpty() ? ResourceKey.NO_NAMESPACE : namespace)
                + '/'
                + object.getMetadata().getName();
    }

    /** The kubelet writes a Node's name where the uid belongs, and the static pod's uid for its mirror Pod. */
    private static boolean matchesByName(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return KindRef.core("Node").equals(ResourceTypes.kindOf(object))
                || (annotations != null && annotations.containsKey("kubernetes.io/config.mirror"));
    }

    private record Entry(@Nullable String uid, WarningEvent event) {
        static Entry of(JsonNode event, JsonNode about) {
            JsonNode series = event.path("series");
            Instant last = latest(
                    series.path("lastObservedTime"),
                    event.path("lastTimestamp"),
                    event.path("deprecatedLastTimestamp"),
                    event.path("eventTime"),
                    event.path("firstTimestamp"),
                    event.at("/metadata/creationTimestamp"));
            Instant first = earliest(
                    last,
                    event.path("firstTimestamp"),
                    event.path("deprecatedFirstTimestamp"),
                    event.path("eventTime"),
                    event.at("/metadata/creationTimestamp"));
            int count = Math.max(
                    1,
                    series.path("count")
                            .asInt(event.path("count")
                                    .asInt(event.path("deprecatedCount").asInt(1))));
            String message = event.path("message").asText(event.path("note").asText(""));
            return new Entry(
                    about.path("uid").asText(""),
                    new WarningEvent(
                            event.path("reason").asText(""),
                            message.startsWith(COMBINED) ? message.substring(COMBINED.length()) : message,
                            first,
                            last,
                            count,
                            about.path("fieldPath").asText("")));
        }

        private static Instant latest(JsonNode... times) {
            Instant latest = null;
            for (JsonNode time : times) {
                Instant instant = instant(time);
                latest = latest == null || (instant != null && instant.isAfter(latest)) ? instant : latest;
            }
            if (latest == null) {
                throw new IllegalArgumentException("the event has no time");
            }
            return latest;
        }

        private static Instant earliest(Instant start, JsonNode... times) {
            Instant earliest = start;
            for (JsonNode time : times) {
                Instant instant = instant(time);
                earliest = instant != null && instant.isBefore(earliest) ? instant : earliest;
            }
            return earliest;
        }

        private static @Nullable Instant instant(JsonNode time) {
            if (!time.isTextual()) {
                return null;
            }
            try {
                return java.time.OffsetDateTime.parse(time.asText()).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }

        byte[] write() {
            try {
                return Json.mapper().writeValueAsBytes(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Entry read(byte[] bytes) {
            try {
                return Json.mapper().readValue(bytes, Entry.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
