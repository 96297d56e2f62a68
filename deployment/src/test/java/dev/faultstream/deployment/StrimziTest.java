package dev.faultstream.deployment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.kafka.TopicKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That Strimzi makes what the services would make, and allows what they ask for. {@code -Ddocs.update=true} writes the
 * users anew.
 */
class StrimziTest {
    private static final Path USERS = Yaml.ROOT.resolve("k8s/overlays/strimzi/users.yaml");
    private static final String HEAD = """
            apiVersion: kafka.strimzi.io/v1
            kind: KafkaUser
            metadata:
              name: faultstream-NAME
              namespace: faultstream
              labels:
                strimzi.io/cluster: faultstream-kafka
            spec:
              authentication:
                type: tls
              authorization:
                type: simple
                acls:
            """;

    @Test
    void shouldMakeTheTopicsAsTheServicesWould() {
        // Given
        Map<String, String> environment = Map.of(
                "FAULTSTREAM_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "FAULTSTREAM_TOPICS_REPLICATION_FACTOR", "3");
        Map<String, TopicSpec> expected =
                TopicSpec.all(TopicKeys.settings(Services.settings("analyzer", environment, List.of()))).stream()
                        .collect(Collectors.toMap(TopicSpec::name, Function.identity()));

        // When
        List<Manifest> topics = Yaml.documents(Yaml.ROOT.resolve("k8s/overlays/strimzi/topics.yaml")).stream()
                .map(Manifest::new)
                .toList();

        // Then
        assertThat(topics).extracting(Manifest::name).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(topics).allSatisfy(topic -> {
            TopicSpec wanted = requireNonNull(expected.get(topic.name()));
            assertThat(topic.spec().path("partitions").asInt()).isEqualTo(wanted.partitions());
            assertThat(topic.spec().path("replicas").asInt()).isEqualTo(wanted.replicationFactor());
            JsonNode config = topic.spec().path("config");
            assertThat(new TreeMap<>(Manifest.texts(config))).isEqualTo(new TreeMap<>(wanted.config()));
        });
    }

    @Test
    void shouldAllowEachServiceWhatItAsksForAndNothingElse() throws Exception {
        // Given
        StringBuilder expected = new StringBuilder(
                "# One user for each service, known by its certificate, with the rights"
                        + " of docs/kafka-security.md and no others.\n# Made from the code by StrimziTest, with -Ddocs.update=true.\n");
        for (String service : List.of("watcher", "analyzer", "explainer", "sink")) {
            expected.append(service.equals("watcher") ? "" : "---\n").append(HEAD.replace("NAME", service));
            Config config = Services.settings(
                    service,
                    Map.of("FAULTSTREAM_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "FAULTSTREAM_TOPICS_CREATE", "false"),
                    service.equals("sink") ? List.of("--sink.results.enabled=true") : List.of());
            Services.definition(service).rights(config).forEach(right -> expected.append(acl(right)));
        }
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(USERS, expected);
        }

        // When / Then
        assertThat(Yaml.text(USERS)).isEqualTo(expected.toString());
    }

    private static String acl(KafkaRight right) {
        String operations =
                right.operations().stream().map(StrimziTest::camelCase).sorted().collect(Collectors.joining(", "));
        String type = camelCase(right.type());
        return """
                      # %s
                      - resource: { type: %s, name: %s, patternType: %s }
                        operations: [%s]
                """.formatted(
                        right.purpose(),
                        Character.toLowerCase(type.charAt(0)) + type.substring(1),
                        right.name(),
                        right.isPrefix() ? "prefix" : "literal",
                        operations);
    }

    private static String camelCase(Enum<?> constant) {
        return Stream.of(constant.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
