package dev.faultstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.recording.RecordingLine;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.Route;
import dev.faultstream.schemas.snapshot.Routing;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.SnapshotPartitions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each golden file pins a record as it is on the wire, with its key and its partitions of twelve. */
class GoldenRecordTest {
    private static final int PARTITIONS = 12;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot-pod",
                "snapshot-node",
                "snapshot-ingress",
                "snapshot-secret",
                "snapshot-truncated",
                "snapshot-event-of-node",
                "synced",
                "unsynced",
                "heartbeat"
            })
    void shouldKeepSnapshotsAsTheyAre(String name) throws IOException {
        // Given
        JsonNode golden = golden(name);
        // When
        SnapshotRecord record = read(FaultstreamSerdes.snapshot(), golden);
        // Then
        assertThat(write(FaultstreamSerdes.snapshot(), record))
                .isEqualTo(golden.get("value").toString());
        assertThat(record.key()).isEqualTo(golden.get("key").asText());
        assertThat(partitionsOf(record))
                .hasToString(golden.get("partitions").toString().replace(",", ", "));
        assertThat(ContractSchemas.violations("resource-snapshot", valueOf(golden)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failure-open", "failure-resolved"})
    void shouldKeepFailuresAsTheyAre(String name) throws IOException {
        Failure failure = verify(name, "failure", FaultstreamSerdes.failure());
        assertThat(failure.id()).isEqualTo(golden(name).get("key").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"explanation"})
    void shouldKeepExplanationsAsTheyAre(String name) throws IOException {
        Explanation explanation = verify(name, "explanation", FaultstreamSerdes.explanation());
        assertThat(explanation.key()).isEqualTo(golden(name).get("key").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"explained-by-remedy", "explained-by-model"})
    void shouldKeepExplainedFailuresAsTheyAre(String name) throws IOException {
        ExplainedFailure explained = verify(name, "explained-failure", FaultstreamSerdes.explainedFailure());
        assertThat(explained.failure().id()).isEqualTo(golden(name).get("key").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"recording-upsert", "recording-delete", "recording-synced", "recording-heartbeat"})
    void shouldKeepRecordingLinesAsTheyAre(String name) throws IOException {
        // Given
        JsonNode golden = golden(name);
        // When
        RecordingLine line = Json.mapper().readValue(valueOf(golden), RecordingLine.class);
        // Then
        assertThat(Json.mapper().writeValueAsString(line))
                .isEqualTo(golden.get("value").toString());
        assertThat(ContractSchemas.violations("recording-line", valueOf(golden)))
                .isEmpty();
    }

    private static <T> T verify(String name, String schema, Serde<T> serde) throws IOException {
        JsonNode golden = golden(name);
        T record = read(serde, golden);
        assertThat(write(serde, record)).isEqualTo(golden.get("value").toString());
        assertThat(ContractSchemas.violations(schema, valueOf(golden))).isEmpty();
        byte[] key = golden.get("key").asText().getBytes(UTF_8);
        assertThat(BuiltInPartitioner.partitionForKey(key, PARTITIONS))
                .isEqualTo(golden.get("partitions").get(0).asInt());
        return record;
    }

    private static List<Integer> partitionsOf(SnapshotRecord record) {
        SnapshotPartitions partitions = new SnapshotPartitions(PARTITIONS);
        if (record instanceof ResourceSnapshot snapshot) {
            Route route = Routing.route(snapshot.resource(), volume -> null);
            return partitions.of(snapshot.cluster(), route);
        }
        return partitions.all();
    }

    private static <T> T read(Serde<T> serde, JsonNode golden) throws IOException {
        return requireNonNull(serde.deserializer().deserialize("any", valueOf(golden)));
    }

    private static <T> String write(Serde<T> serde, T record) {
        return new String(requireNonNull(serde.serializer().serialize("any", record)), UTF_8);
    }

    private static byte[] valueOf(JsonNode golden) throws IOException {
        return Json.mapper().writeValueAsBytes(golden.get("value"));
    }

    private static ObjectNode golden(String name) throws IOException {
        try (InputStream json = GoldenRecordTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return (ObjectNode) Json.mapper().readTree(json);
        }
    }
}
