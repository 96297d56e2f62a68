package dev.faultstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** A record of a later version, with values that this one does not know. */
class UnknownValuesTest {
    @Test
    void shouldReadUnknownEnumValuesAsTheirDefaults() throws IOException {
        // Given
        ObjectNode later = golden("explained-by-model");
        later.put("severity", "catastrophic");
        later.put("state", "muted");
        later.put("resolution", "archived");
        ((ObjectNode) later.get("evidence").get(0)).put("type", "trace");
        ((ObjectNode) later.get("explanation")).put("source", "oracle");
        // When
        ExplainedFailure read = Json.mapper().treeToValue(later, ExplainedFailure.class);
        // Then
        assertThat(read.failure().severity()).isEqualTo(Severity.WARNING);
        assertThat(read.failure().state()).isEqualTo(Failure.State.OPEN);
        assertThat(read.failure().resolution()).isEqualTo(Failure.Resolution.RECOVERED);
        assertThat(read.failure().evidence().get(0).type()).isEqualTo(Evidence.Type.FIELD);
        assertThat(read.explanation().source()).isEqualTo(ExplainedFailure.Source.REMEDY);
    }

    @Test
    void shouldReadOptionalListsAsEmptyWhenAbsent() throws IOException {
        // Given
        ObjectNode earlier = golden("failure-open");
        earlier.remove("evidence");
        earlier.remove("causedBy");
        earlier.remove("parameters");
        earlier.remove("language");
        // When
        Failure read = Json.mapper().treeToValue(earlier, Failure.class);
        // Then
        assertThat(read.evidence()).isEmpty();
        assertThat(read.causedBy()).isEmpty();
        assertThat(read.parameters()).isEmpty();
        assertThat(read.language()).isEqualTo("en");
    }

    private static ObjectNode golden(String name) throws IOException {
        try (InputStream json = UnknownValuesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return (ObjectNode) Json.mapper().readTree(json).get("value");
        }
    }
}
