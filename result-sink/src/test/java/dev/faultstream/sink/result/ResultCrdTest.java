package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The CRD that is shipped, and what is written, say the same. */
class ResultCrdTest {
    private final JsonNode crd = ResultCrd.shipped().definition();
    private final JsonNode version = ResultCrd.shipped().version();

    @Test
    void shouldBeTheDefinitionThatConsumersKnow() {
        assertThat(crd.at("/metadata/name").asText()).isEqualTo("results.core.k8sgpt.ai");
        assertThat(crd.at("/spec/scope").asText()).isEqualTo("Namespaced");
        assertThat(version.at("/name").asText()).isEqualTo("v1alpha1");
        assertThat(version.at("/subresources").has("status")).isTrue();
        assertThat(version.at("/additionalPrinterColumns").findValuesAsText("name"))
                .containsExactly("Kind", "Backend", "Age");
    }

    @Test
    void shouldRequireAndKnowEveryFieldThatIsWritten() {
        // Given
        DesiredResult result = Objects.requireNonNull(
                new ResultMapper(ResultSamples.settings()).map(ResultSamples.open("f-1", 1, "message")));
        JsonNode written = Json.mapper().valueToTree(result.spec());

        // When
        JsonNode schema = version.at("/schema/openAPIV3Schema/properties/spec");

        // Then
        assertThat(names(written)).containsExactlyInAnyOrderElementsOf(names(schema.get("properties")));
        List<String> required = new ArrayList<>();
        schema.get("required").forEach(name -> required.add(name.asText()));
        assertThat(required).containsExactlyInAnyOrderElementsOf(names(written));
        assertThat(names(version.at("/schema/openAPIV3Schema/properties/status/properties")))
                .containsExactlyInAnyOrderElementsOf(
                        ResultStatus.created(result).asMap().keySet());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
