package dev.faultstream.schemas.serde;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot record whose resource is still bytes: what a stage that stores, compares or hides resources needs, at a
 * small part of the price of parsing them. Not thread-safe to build, immutable afterwards; it does not copy the bytes.
 */
public final class SnapshotEnvelope {
    /** What a record says. */
    public enum Event {
        SNAPSHOT,
        SYNCED,
        UNSYNCED,
        HEARTBEAT
    }

    /** How much of a record is read. */
    private enum Depth {
        WHOLE,
        TO_RESOURCE,
        TO_EPOCH
    }

    private final byte[] record;
    private String cluster = "";
    private @Nullable Event event;
    private @Nullable String observedAtText;
    private @Nullable Instant observedAt;
    private @Nullable Long epoch;
    private boolean truncated;
    private String group = "";
    private String kind = "";
    private String reason = "";
    private int resourceOffset = -1;
    private int resourceEnd = -1;

    private SnapshotEnvelope(byte[] record) {
        this.record = record;
    }

    /**
     * Reads a record's envelope and finds its resource.
     *
     * @throws IOException if it is not JSON
     * @throws IllegalArgumentException if a required field is missing or of the wrong form, or the event unknown
     * @throws java.time.DateTimeException if {@code observedAt} is no instant
     */
    public static SnapshotEnvelope read(byte[] record) throws IOException {
        return parse(record, Depth.WHOLE);
    }

    /**
     * As {@link #read}, but a resource that comes after all other fields, as Faultstream writes it, is not looked at:
     * everything up to the end of the record counts as the resource. So whoever reads the resource must refuse what
     * stands behind it, and should {@link #read} the record then. Neither is {@code observedAt} looked at.
     */
    public static SnapshotEnvelope skim(byte[] record) throws IOException {
        return parse(record, Depth.TO_RESOURCE);
    }

    /** The epoch of a snapshot record, read without touching its resource. */
    public static long epochOf(byte[] record) throws IOException {
        return parse(record, Depth.TO_EPOCH).epoch();
    }

    private static SnapshotEnvelope parse(byte[] record, Depth depth) throws IOException {
        SnapshotEnvelope envelope = new SnapshotEnvelope(record);
        boolean whole;
        try (JsonParser parser = Json.mapper().createParser(record)) {
            whole = envelope.fields(parser, depth);
        }
        if (depth != Depth.TO_EPOCH) {
            envelope.check();
            if (whole) {
                envelope.observedAt = envelope.observedAt();
            }
        }
        return envelope;
    }

    /** Reads the fields; false when it stopped at the resource because the rest need not be known. */
    private boolean fields(JsonParser parser, Depth depth) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("a snapshot record must be a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (!"resource".equals(field)) {
                field(field, parser);
            } else if (depth == Depth.TO_EPOCH && epoch != null) {
                return false;
            } else if (depth == Depth.TO_RESOURCE && takeRest(parser)) {
                return false;
            } else {
                resource(parser);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new IllegalArgumentException("a snapshot record must be one JSON object");
        }
        return true;
    }

    /** Takes the rest of the record, without the brace that ends it, for the resource, if it can be that. */
    private boolean takeRest(JsonParser parser) {
        int end = before(record.length, '}');
        if (event != Event.SNAPSHOT || cluster.isEmpty() || observedAtText == null || epoch == null || end <= 0) {
            return false;
        }
        resourceOffset = (int) parser.currentTokenLocation().getByteOffset();
        resourceEnd = before(end, '}') + 1;
        return parser.currentToken() == JsonToken.START_OBJECT && resourceEnd > resourceOffset;
    }

    /** Where the last character before an index is that is no white space, if it is the given one; else -1. */
    private int before(int index, char expected) {
        int at = index - 1;
        while (at >= 0 && Character.isWhitespace(record[at])) {
            at--;
        }
        return at >= 0 && record[at] == expected ? at : -1;
    }

    private void resource(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("resource must be a JSON object");
        }
        resourceOffset = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        resourceEnd = (int) parser.currentLocation().getByteOffset();
    }

    private void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "cluster" -> cluster = parser.getValueAsString("");
            case "event" -> event = eventOf(parser.getValueAsString(""));
            case "observedAt" -> observedAtText = parser.getValueAsString("");
            case "epoch" -> epoch = parser.getValueAsLong();
            case "truncated" -> truncated = parser.getValueAsBoolean();
            case "group" -> group = parser.getValueAsString("");
            case "kind" -> kind = parser.getValueAsString("");
            case "reason" -> reason = parser.getValueAsString("");
            default -> parser.skipChildren();
        }
    }

    private void check() {
        if (cluster.isEmpty() || event == null || observedAtText == null) {
            throw new IllegalArgumentException("cluster, event and observedAt are required");
        }
        if (event == Event.SNAPSHOT && resourceOffset < 0) {
            throw new IllegalArgumentException("a snapshot needs a resource");
        }
        if ((event == Event.SYNCED || event == Event.UNSYNCED) && (group.isEmpty() || kind.isEmpty())) {
            throw new IllegalArgumentException("group and kind are required");
        }
        if (event != Event.HEARTBEAT && epoch == null) {
            throw new IllegalArgumentException("epoch is required");
        }
    }

    private static Event eventOf(String text) {
        return switch (text) {
            case "snapshot" -> Event.SNAPSHOT;
            case "synced" -> Event.SYNCED;
            case "unsynced" -> Event.UNSYNCED;
            case "heartbeat" -> Event.HEARTBEAT;
            default -> throw new IllegalArgumentException("the event is unknown");
        };
    }

    /** The whole record; not to be changed. */
    public byte[] record() {
        return record;
    }

    public String cluster() {
        return cluster;
    }

    public Event event() {
        return requireNonNull(event);
    }

    /**
     * When it was observed.
     *
     * @throws java.time.DateTimeException if a record that was skimmed has no instant there
     */
    public Instant observedAt() {
        return observedAt == null ? Instant.parse(requireNonNull(observedAtText)) : observedAt;
    }

    /** The run of the watcher; 0 when the record has none. */
    public long epoch() {
        return epoch == null ? 0 : epoch;
    }

    public boolean hasEpoch() {
        return epoch != null;
    }

    public boolean truncated() {
        return truncated;
    }

    /** The group of a {@code synced} or {@code unsynced} record, else empty. */
    public String group() {
        return group;
    }

    /** The kind of a {@code synced} or {@code unsynced} record, else empty. */
    public String kind() {
        return kind;
    }

    /** Why an {@code unsynced} kind is not synced; what is unknown counts as failing. */
    public KindUnsynced.Reason unsyncedReason() {
        return switch (reason) {
            case "listing" -> KindUnsynced.Reason.LISTING;
            case "forbidden" -> KindUnsynced.Reason.FORBIDDEN;
            default -> KindUnsynced.Reason.FAILING;
        };
    }

    /** Where the resource starts in {@link #record()}; -1 when the record is not a snapshot. */
    public int resourceOffset() {
        return resourceOffset;
    }

    /** How many bytes the resource has. */
    public int resourceLength() {
        return resourceEnd - resourceOffset;
    }

    /** Whether both records hold the same resource, byte for byte, whatever their time and epoch. */
    public boolean sameResource(SnapshotEnvelope other) {
        return Arrays.equals(
                record, resourceOffset, resourceEnd, other.record, other.resourceOffset, other.resourceEnd);
    }
}
