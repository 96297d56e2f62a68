package dev.faultstream.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.RecordArbitraries;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SnapshotEnvelopeTest {
    private static final String HEAD =
            "{\"cluster\":\"c\",\"event\":\"snapshot\",\"observedAt\":\"2026-01-01T00:00:00Z\",\"epoch\":7,";

    @Property(tries = 300)
    void shouldFindTheBytesOfTheResource(@ForAll("snapshots") SnapshotRecord record) throws IOException {
        // Given
        byte[] bytes = requireNonNull(FaultstreamSerdes.snapshot().serializer().serialize("any", record));
        // When
        SnapshotEnvelope envelope = SnapshotEnvelope.read(bytes);
        // Then
        assertThat(envelope.cluster()).isEqualTo(record.cluster());
        assertThat(envelope.observedAt()).isEqualTo(record.observedAt());
        if (record instanceof ResourceSnapshot snapshot) {
            JsonNode resource = Json.mapper().readTree(bytes, envelope.resourceOffset(), envelope.resourceLength());
            assertThat(resource).isEqualTo(snapshot.resource());
            assertThat(SnapshotEnvelope.epochOf(bytes)).isEqualTo(snapshot.epoch());
        } else {
            assertThat(envelope.resourceOffset()).isEqualTo(-1);
        }
    }

    @Test
    void shouldFindTheResourceWhenItIsNotLastAndSpaced() throws IOException {
        // Given
        String resource = "{ \"kind\" : \"P\\\"}{o\", \"名\" : [ {} ] }";
        // When
        SnapshotEnvelope envelope = read("{ \"resource\" : " + resource + " , \"later\" : { \"resource\" : {} } ,"
                + HEAD.substring(1, HEAD.length() - 1) + "}");
        // Then
        assertThat(new String(envelope.record(), envelope.resourceOffset(), envelope.resourceLength(), UTF_8))
                .isEqualTo(resource);
        assertThat(SnapshotEnvelope.epochOf(envelope.record())).isEqualTo(7);
    }

    @Test
    void shouldSeeTheSameResourceWhenOnlyTimeAndEpochDiffer() throws IOException {
        // Given
        SnapshotEnvelope first = read(HEAD + "\"resource\":{\"a\":1}}");
        SnapshotEnvelope later = read(HEAD.replace("7", "8").replace("2026", "2027") + "\"resource\":{\"a\":1}}");
        SnapshotEnvelope other = read(HEAD + "\"resource\":{\"a\":2}}");
        // Then
        assertThat(first.sameResource(later)).isTrue();
        assertThat(first.sameResource(other)).isFalse();
    }

    @Test
    void shouldTakeUnknownReasonForFailing() throws IOException {
        SnapshotEnvelope envelope = read(HEAD.replace("snapshot", "unsynced")
                + "\"group\":\"core\",\"kind\":\"Pod\",\"reason\":\"of a newer version\"}");
        assertThat(envelope.unsyncedReason()).isEqualTo(KindUnsynced.Reason.FAILING);
    }

    private static SnapshotEnvelope read(String json) throws IOException {
        return SnapshotEnvelope.read(json.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<SnapshotRecord> snapshots() {
        return RecordArbitraries.snapshots();
    }
}
