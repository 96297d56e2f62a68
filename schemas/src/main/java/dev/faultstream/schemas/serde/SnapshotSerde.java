package dev.faultstream.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.RecordHeaders;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot records as JSON, told apart by {@code event}. The field {@code resource} is written last, so that a reader
 * who needs only the others can stop before it.
 */
final class SnapshotSerde implements Serde<SnapshotRecord> {
    @Override
    public Serializer<SnapshotRecord> serializer() {
        return new Serializer<>() {
            @Override
            public byte @Nullable [] serialize(String topic, @Nullable SnapshotRecord data) {
                return data == null ? null : write(data);
            }

            @Override
            public byte @Nullable [] serialize(String topic, Headers headers, @Nullable SnapshotRecord data) {
                RecordHeaders.putSchemaVersion(headers);
                return serialize(topic, data);
            }
        };
    }

    @Override
    public Deserializer<SnapshotRecord> deserializer() {
        return (topic, data) -> data == null ? null : read(data);
    }

    private static byte[] write(SnapshotRecord data) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("cluster", data.cluster());
        if (data instanceof ResourceSnapshot snapshot) {
            json.put("event", "snapshot");
            json.put("observedAt", snapshot.observedAt().toString());
            json.put("epoch", snapshot.epoch());
            if (snapshot.truncated()) {
                json.put("truncated", true);
            }
            json.set("resource", snapshot.resource());
        } else if (data instanceof KindSynced synced) {
            json.put("event", "synced");
            json.put("observedAt", synced.observedAt().toString());
            json.put("epoch", synced.epoch());
            json.put("group", synced.group());
            json.put("kind", synced.kind());
        } else if (data instanceof KindUnsynced unsynced) {
            json.put("event", "unsynced");
            json.put("observedAt", unsynced.observedAt().toString());
            json.put("epoch", unsynced.epoch());
            json.put("group", unsynced.group());
            json.put("kind", unsynced.kind());
            json.set("reason", Json.mapper().valueToTree(unsynced.reason()));
        } else if (data instanceof Heartbeat heartbeat) {
            json.put("event", "heartbeat");
            json.put("observedAt", heartbeat.observedAt().toString());
            if (heartbeat.epoch() != null) {
                json.put("epoch", heartbeat.epoch());
            }
        }
        try {
            return Json.mapper().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unwritable("snapshot record", e);
        }
    }

    private static SnapshotRecord read(byte[] data) {
        try {
            SnapshotEnvelope envelope = SnapshotEnvelope.read(data);
            Instant at = envelope.observedAt();
            return switch (envelope.event()) {
                case SNAPSHOT ->
                    new ResourceSnapshot(
                            envelope.cluster(), at, envelope.epoch(), envelope.truncated(), resource(envelope));
                case SYNCED ->
                    new KindSynced(envelope.cluster(), at, envelope.epoch(), envelope.group(), envelope.kind());
                case UNSYNCED ->
                    new KindUnsynced(
                            envelope.cluster(),
                            at,
                            envelope.epoch(),
                            envelope.group(),
                            envelope.kind(),
                            envelope.unsyncedReason());
                case HEARTBEAT -> new Heartbeat(envelope.cluster(), at, envelope.hasEpoch() ? envelope.epoch() : null);
            };
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw JsonProblems.unreadable("snapshot record", e);
        }
    }

    private static ObjectNode resource(SnapshotEnvelope envelope) throws IOException {
        return Json.mapper()
                .readerFor(ObjectNode.class)
                .readValue(envelope.record(), envelope.resourceOffset(), envelope.resourceLength());
    }
}
