package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.KafkaFixture;
import dev.faultstream.sink.Samples;
import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Two failures, one that changes and one that is resolved, from the topic to a foreign consumer of their Results. */
@SuppressWarnings("try") // what is opened runs by itself
final class ResultScenario {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String COMPONENT = "backstage.io/kubernetes-id";

    private ResultScenario() {}

    static void verify(KafkaFixture kafka, String prefix, Config config, UnaryOperator<String> get) throws Exception {
        // Given
        TopicNames topics = kafka.createTopics(prefix);
        ForeignConsumer consumer = new ForeignConsumer(get, FakeResultServer.NAMESPACE);
        kafka.send(
                topics,
                ResultSamples.explained(failure("f-1", 1, Map.of(COMPONENT, "shop-front", "team", "payments"))));
        kafka.send(topics, ResultSamples.explained(node("f-2")));
        kafka.flush();
        ResultSettings settings =
                ResultSamples.settings(topics.failuresExplained(), Duration.ofSeconds(1), kafka.client());
        try (ResultWriter writer =
                new ResultWriter(settings, config, ResultObserver.none(), Tracing.off(), new Random(1))) {
            // When
            writer.start();

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.list(""))
                    .hasSize(2)
                    .allSatisfy(result -> assertThat(result.lifecycle()).isEqualTo("historical")));
            assertThat(consumer.violations()).isEmpty();
            assertThat(consumer.raw()).doesNotContain("sensitive").doesNotContain("unmasked");
            ForeignConsumer.Result web = only(consumer, "backstage.io/kubernetes-id=shop-front,team=payments");
            assertThat(web.name()).matches("shopcheckout-[0-9a-f]{10}");
            assertThat(web.kind()).isEqualTo("Deployment");
            assertThat(web.objectName()).isEqualTo("shop/checkout");
            assertThat(web.parentObject()).isEqualTo("Deployment/checkout");
            assertThat(web.backend()).isEqualTo("localai").isEqualTo(web.backendLabel());
            assertThat(web.errors())
                    .hasSize(11)
                    .startsWith("Pod shop/checkout-0: broken")
                    .endsWith("and 2 more");
            assertThat(web.details())
                    .isEqualTo("Error: The image does not exist.\nSolution: 1. Check the tag.\n2. Push it.");
            assertThat(web.contentHash()).isEqualTo(hash(web));
            assertThat(consumer.table("k8sgpts.k8sgpt.ai/name=faultstream"))
                    .containsExactlyInAnyOrder(
                            "Kind=Deployment Backend=localai Age=true", "Kind=Node Backend=localai Age=true");
            assertThat(only(
                                    consumer,
                                    "faultstream.dev/root-cause=true,faultstream.dev/rule=pod.image-not-found,"
                                            + "faultstream.dev/cluster=shop-1,faultstream.dev/severity=critical,"
                                            + "faultstream.dev/failure-id=f-2")
                            .objectName())
                    .isEqualTo("n1");

            // When
            kafka.send(topics, ResultSamples.explained(failure("f-1", 2, Map.of(COMPONENT, "storefront"))));
            kafka.send(topics, ResultSamples.resolved("f-2", 2));
            kafka.flush();

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(consumer.list("")).singleElement().satisfies(result -> {
                                assertThat(result.kubernetesId()).isEqualTo("storefront");
                                assertThat(result.lifecycle()).isIn("updated", "historical");
                                assertThat(result.name()).isEqualTo(web.name());
                            }));
            assertThat(consumer.list("team=payments")).isEmpty();
            assertThat(consumer.violations()).isEmpty();
            await().atMost(PATIENCE).until(() -> writer.pending() == 0 && writer.isReady());
        }
    }

    /** As the operator computes it, in the words of its definition. */
    private static String hash(ForeignConsumer.Result result) throws Exception {
        StringBuilder json = new StringBuilder();
        json.append("{\"Kind\":\"").append(result.kind());
        json.append("\",\"Name\":\"").append(result.objectName());
        json.append("\",\"ParentObject\":\"").append(result.parentObject());
        json.append("\",\"ErrorCount\":").append(result.errors().size());
        json.append(",\"ErrorTexts\":[\"").append(String.join("\",\"", result.errors()));
        json.append("\"]}");
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static ForeignConsumer.Result only(ForeignConsumer consumer, String labelSelector) {
        List<ForeignConsumer.Result> found = consumer.list(labelSelector);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Failure failure(String id, int revision, Map<String, String> labels) {
        Subject subject = new Subject("apps/v1", "Deployment", "shop", "checkout", "uid-1", labels);
        List<Affected> sample = IntStream.range(0, 10)
                .mapToObj(i -> new Affected("Pod", "shop", "checkout-" + (9 - i), "broken"))
                .toList();
        return Samples.failure(
                id,
                "shop-1",
                subject,
                revision,
                Failure.State.OPEN,
                Samples.KEY,
                "broken",
                new AffectedObjects(12, sample),
                List.of());
    }

    private static Failure node(String id) {
        return Samples.failure(
                id,
                "shop-1",
                new Subject("v1", "Node", null, "n1", "uid-2"),
                1,
                Failure.State.OPEN,
                Samples.KEY,
                "not ready",
                new AffectedObjects(1, List.of(new Affected("Node", null, "n1", "not ready"))),
                List.of());
    }
}
