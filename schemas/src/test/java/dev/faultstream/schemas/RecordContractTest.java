package dev.faultstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.recording.RecordingLine;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.Topics;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;

/** Whatever records the code writes: its schema allows them, and reading gives them back. */
class RecordContractTest {
    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void shouldKeepSnapshotRecords(@ForAll("snapshots") SnapshotRecord record) {
        verify("resource-snapshot", Topics.RESOURCE_SNAPSHOTS, FaultstreamSerdes.snapshot(), record);
    }

    @Property(tries = TRIES)
    void shouldKeepFailures(@ForAll("failures") Failure record) {
        verify("failure", Topics.FAILURES, FaultstreamSerdes.failure(), record);
    }

    @Property(tries = TRIES)
    void shouldKeepExplanations(@ForAll("explanations") Explanation record) {
        verify("explanation", Topics.EXPLANATIONS, FaultstreamSerdes.explanation(), record);
    }

    @Property(tries = TRIES)
    void shouldKeepExplainedFailures(@ForAll("explainedFailures") ExplainedFailure record) {
        verify("explained-failure", Topics.FAILURES_EXPLAINED, FaultstreamSerdes.explainedFailure(), record);
    }

    @Property(tries = TRIES)
    void shouldKeepRecordingLines(@ForAll("recordingLines") RecordingLine line) throws IOException {
        byte[] json = Json.mapper().writeValueAsBytes(line);
        assertThat(ContractSchemas.strictViolations("recording-line", json)).isEmpty();
        assertThat(new String(json, UTF_8)).doesNotContain("\n");
        assertThat(Json.mapper().readValue(json, RecordingLine.class)).isEqualTo(line);
    }

    @Property(tries = TRIES)
    void shouldIgnoreUnknownFieldsOfSnapshots(@ForAll("snapshots") SnapshotRecord record) throws IOException {
        verifyUnknownIgnored(FaultstreamSerdes.snapshot(), record);
    }

    @Property(tries = TRIES)
    void shouldIgnoreUnknownFieldsOfFailures(@ForAll("explainedFailures") ExplainedFailure record) throws IOException {
        verifyUnknownIgnored(FaultstreamSerdes.explainedFailure(), record);
        verifyUnknownIgnored(FaultstreamSerdes.failure(), record.failure());
    }

    private static <T> void verify(String schema, String topic, Serde<T> serde, T record) {
        byte[] json = requireNonNull(serde.serializer().serialize(topic, record));
        assertThat(ContractSchemas.strictViolations(schema, json)).isEmpty();
        assertThat(serde.deserializer().deserialize(topic, json)).isEqualTo(record);
    }

    private static <T> void verifyUnknownIgnored(Serde<T> serde, T record) throws IOException {
        byte[] json = requireNonNull(serde.serializer().serialize("any", record));
        ObjectNode extended = (ObjectNode) Json.mapper().readTree(json);
        extended.putObject("later")
                .put("resource", "of a newer version")
                .putArray("items")
                .add(1);
        ObjectNode before = Json.mapper().createObjectNode().put("earlier", true);
        before.setAll(extended);
        assertThat(serde.deserializer().deserialize("any", bytes(before))).isEqualTo(record);
    }

    private static byte[] bytes(ObjectNode json) throws JsonProcessingException {
        return Json.mapper().writeValueAsBytes(json);
    }

    @Provide
    Arbitrary<SnapshotRecord> snapshots() {
        return RecordArbitraries.snapshots();
    }

    @Provide
    Arbitrary<Failure> failures() {
        return RecordArbitraries.failures();
    }

    @Provide
    Arbitrary<Explanation> explanations() {
        return RecordArbitraries.explanations();
    }

    @Provide
    Arbitrary<ExplainedFailure> explainedFailures() {
        return RecordArbitraries.explainedFailures();
    }

    @Provide
    Arbitrary<RecordingLine> recordingLines() {
        return RecordArbitraries.recordingLines();
    }
}
