package dev.faultstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the schemas refuse what they must refuse, so that their silence means something. */
class ContractSchemasTest {
    @ParameterizedTest
    @CsvSource({
        "failure, failure-open, ''",
        "failure, failure-open, /subject",
        "failure, failure-open, /objects/sample/0",
        "failure, failure-open, /evidence/0",
        "explained-failure, explained-by-model, ''",
        "explained-failure, explained-by-model, /explanation",
        "explained-failure, explained-by-model, /remedy",
        "explanation, explanation, ''",
        "resource-snapshot, snapshot-pod, ''",
        "resource-snapshot, heartbeat, ''",
        "recording-line, recording-upsert, ''"
    })
    void shouldAllowUnknownFieldsOnlyWhenNotStrict(String schema, String name, String pointer) throws IOException {
        // Given
        ObjectNode record = golden(name);
        ((ObjectNode) record.at(pointer)).put("later", 1);
        byte[] json = Json.mapper().writeValueAsBytes(record);
        // Then
        assertThat(ContractSchemas.violations(schema, json)).isEmpty();
        assertThat(ContractSchemas.strictViolations(schema, json)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "failure, failure-open, severity, '\"fatal\"'",
        "failure, failure-open, openedAt, '\"yesterday\"'",
        "failure, failure-open, revision, 0",
        "failure, failure-open, resolution, '\"deleted\"'",
        "failure, failure-open, parameters, '{\"count\": 12}'",
        "explained-failure, explained-by-model, severity, '\"fatal\"'",
        "explanation, explanation, solution, '\"text\"'",
        "resource-snapshot, snapshot-pod, event, '\"synced\"'",
        "resource-snapshot, snapshot-pod, resource, '{}'",
        "resource-snapshot, unsynced, reason, '\"tired\"'",
        "resource-snapshot, heartbeat, observedAt, 0",
        "recording-line, recording-synced, op, '\"upsert\"'"
    })
    void shouldRefuseWrongValues(String schema, String name, String field, String value) throws IOException {
        ObjectNode record = golden(name);
        record.set(field, Json.mapper().readTree(value));
        assertThat(ContractSchemas.violations(schema, Json.mapper().writeValueAsBytes(record)))
                .isNotEmpty();
    }

    @Test
    void shouldRefuseMissingFields() throws IOException {
        for (String field :
                new String[] {"id", "rule", "severity", "subject", "openedAt", "remedy", "explanationKey"}) {
            ObjectNode record = golden("failure-open");
            record.remove(field);
            assertThat(ContractSchemas.violations("failure", Json.mapper().writeValueAsBytes(record)))
                    .as(field)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldRefuseValuesOfSecrets() throws IOException {
        ObjectNode record = golden("snapshot-secret");
        ((ObjectNode) record.get("resource")).putObject("data").put("password", "aHVudGVyMg==");
        assertThat(ContractSchemas.violations("resource-snapshot", Json.mapper().writeValueAsBytes(record)))
                .isNotEmpty();
    }

    private static ObjectNode golden(String name) throws IOException {
        try (InputStream json = ContractSchemasTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return (ObjectNode) Json.mapper().readTree(json).get("value");
        }
    }
}
