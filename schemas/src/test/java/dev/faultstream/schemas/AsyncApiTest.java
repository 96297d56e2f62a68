package dev.faultstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.faultstream.schemas.topic.RecordHeaders;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private final JsonNode document = resource("asyncapi.yaml");

    @Test
    void shouldBeAnAsyncApiDocument() {
        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.at("/info/title").isTextual()).isTrue();
        assertThat(document.at("/info/version").isTextual()).isTrue();
        assertThat(document.get("operations").properties())
                .allSatisfy(operation ->
                        assertThat(operation.getValue().get("action").asText()).isIn("send", "receive"));
    }

    @Test
    void shouldReferOnlyToWhatThereIs() {
        List<String> references = references(document);
        assertThat(references).hasSizeGreaterThan(20).allMatch(reference -> !target(reference)
                .isMissingNode());
        assertThat(references)
                .contains(ContractSchemas.NAMES.stream()
                        .filter(name -> !"recording-line".equals(name))
                        .map(name -> "./json/" + ContractSchemas.fileName(name))
                        .toArray(String[]::new));
    }

    @Test
    void shouldReferOnlyToWhatThereIsInSchemas() {
        for (String name : ContractSchemas.NAMES) {
            JsonNode schema = ContractSchemas.schema(name);
            assertThat(schema.get("$id").asText()).endsWith("/" + ContractSchemas.fileName(name));
            assertThat(references(schema)).allMatch(reference -> !(reference.startsWith("#")
                            ? schema.at(JsonPointer.compile(reference.substring(1)))
                            : resource("json/" + reference))
                    .isMissingNode());
        }
    }

    @Test
    void shouldSayOfTopicsWhatIsCreated() {
        List<TopicSpec> specs = TopicSpec.all(TopicSettings.defaults());
        assertThat(document.get("channels").properties())
                .extracting(channel -> channel.getValue().get("address").asText())
                .containsExactlyElementsOf(specs.stream().map(TopicSpec::name).toList());
        for (TopicSpec spec : specs) {
            JsonNode binding =
                    target(channel(spec.name()).at("/bindings/kafka/$ref").asText());
            assertThat(binding.get("partitions").asInt()).as(spec.name()).isEqualTo(spec.partitions());
            assertThat(settings(binding.get("topicConfiguration")))
                    .allSatisfy((name, value) ->
                            assertThat(spec.config()).as(spec.name()).containsEntry(name, value));
            assertThat(settings(binding.path("x-topic-configuration")))
                    .allSatisfy((name, value) ->
                            assertThat(spec.config()).as(spec.name()).containsEntry(name, value));
        }
    }

    @Test
    void shouldNameTheHeadersThatAreWritten() {
        List<String> written = new ArrayList<>();
        RecordHeaders.deadLetter("k8s-failures", 1, 2, "no JSON").forEach(header -> written.add(header.key()));
        assertThat(headers("deadLetterHeaders")).containsExactlyElementsOf(written);
        assertThat(headers("recordHeaders")).containsExactly(RecordHeaders.SCHEMA);
        assertThat(headers("cloudEventHeaders"))
                .allMatch(name -> name.startsWith(RecordHeaders.CLOUD_EVENTS_PREFIX)
                        || name.equals(RecordHeaders.CONTENT_TYPE)
                        || name.equals(RecordHeaders.SCHEMA));
    }

    private List<String> headers(String schema) {
        List<String> names = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private JsonNode channel(String address) {
        return StreamSupport.stream(document.get("channels").spliterator(), false)
                .filter(channel -> address.equals(channel.get("address").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> settings(JsonNode configuration) {
        return configuration.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().isArray()
                                ? entry.getValue().get(0).asText()
                                : entry.getValue().asText()));
    }

    private JsonNode target(String reference) {
        return reference.startsWith("#")
                ? document.at(JsonPointer.compile(reference.substring(1)))
                : resource(reference.substring("./".length()));
    }

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        node.findValues("$ref").forEach(reference -> references.add(reference.asText()));
        return references;
    }

    private static JsonNode resource(String name) {
        try (InputStream text = ContractSchemas.class.getResourceAsStream(name)) {
            assertThat(text).as(name).isNotNull();
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
