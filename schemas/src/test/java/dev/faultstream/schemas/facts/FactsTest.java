package dev.faultstream.schemas.facts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.ContractSchemas;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static final SecretFacts SECRET = new SecretFacts(
            Map.of("tls.crt", 1164, "ca.crt", 3),
            Map.of(
                    "tls.crt",
                    new CertificateFacts(
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Instant.parse("2026-04-01T00:00:00Z"),
                            List.of("shop.example"),
                            List.of("10.0.0.1"),
                            null),
                    "ca.crt",
                    new CertificateFacts(null, null, List.of(), List.of(), "not a certificate")),
            null);

    @Test
    void shouldReadFactsFromTheObjectThatWasPublished() throws IOException {
        // Given
        ConfigMapFacts configMap = new ConfigMapFacts(Map.of("prometheus.yml", 20));
        // When
        ResourceSnapshot secret = publish("Secret", SECRET);
        ResourceSnapshot map = publish("ConfigMap", configMap);
        // Then
        assertThat(Facts.ofSecret(properties(secret))).hasValue(SECRET);
        assertThat(Facts.ofConfigMap(properties(map))).hasValue(configMap);
        assertThat(Facts.ofSecret(Map.of())).isEmpty();
    }

    private static ResourceSnapshot publish(String kind, Record facts) {
        ObjectNode resource =
                Json.mapper().createObjectNode().put("apiVersion", "v1").put("kind", kind);
        resource.putObject("metadata").put("name", "a").put("namespace", "shop");
        resource.set(Facts.FIELD, Facts.toJson(facts));
        byte[] json = requireNonNull(FaultstreamSerdes.snapshot()
                .serializer()
                .serialize("any", new ResourceSnapshot("prod", Instant.EPOCH, 1, false, resource)));
        assertThat(ContractSchemas.strictViolations("resource-snapshot", json)).isEmpty();
        return (ResourceSnapshot)
                requireNonNull(FaultstreamSerdes.snapshot().deserializer().deserialize("any", json));
    }

    private static Map<String, Object> properties(ResourceSnapshot snapshot) throws IOException {
        return Json.mapper().convertValue(snapshot.resource(), new TypeReference<>() {});
    }
}
