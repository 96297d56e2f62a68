package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.KafkaFixture;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who consumes the Results of k8sgpt-operator finds what it expects: on an API server with server-side apply, and on
 * fabric8's mock of one, which has none, and has watches over web sockets.
 */
@SuppressWarnings("try") // what is opened runs by itself
class ForeignConsumerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static KafkaFixture kafka;

    @BeforeAll
    static void startBroker() {
        kafka = new KafkaFixture();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void shouldFindWhatItExpectsWhereThereIsServerSideApply() throws Exception {
        try (FakeResultServer server = new FakeResultServer()) {
            ResultScenario.verify(kafka, "apply-", server.config(), ForeignConsumer.http(server.url()));
        }
    }

    @Test
    void shouldFindWhatItExpectsWhereThereIsNone() throws Exception {
        try (MergingServer server = new MergingServer()) {
            ResultScenario.verify(kafka, "merge-", server.config(), ForeignConsumer.http(server.url()));
        }
    }

    @Test
    void shouldBringBackWhatWasDeletedOverWebSockets() throws Exception {
        // Given
        TopicNames topics = kafka.createTopics("sockets-");
        kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
        kafka.flush();
        ResultSettings settings =
                ResultSamples.settings(topics.failuresExplained(), Duration.ofMinutes(5), kafka.client());
        try (MergingServer server = new MergingServer();
                ResultWriter writer = new ResultWriter(
                        settings, server.config(), ResultObserver.none(), Tracing.off(), new Random(1));
                KubernetesClient hand = server.client()) {
            ForeignConsumer consumer =
                    new ForeignConsumer(ForeignConsumer.http(server.url()), FakeResultServer.NAMESPACE);
            writer.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.list(""))
                    .singleElement()
                    .satisfies(result -> assertThat(result.lifecycle()).isEqualTo("created")));
            await().atMost(PATIENCE).until(() -> writer.isReady() && writer.pending() == 0);

            // When
            await().atMost(PATIENCE).until(() -> {
                hand.genericKubernetesResources("core.k8sgpt.ai/v1alpha1", "Result")
                        .inNamespace(FakeResultServer.NAMESPACE)
                        .delete();
                return consumer.list("").isEmpty() || writer.pending() > 0;
            });

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(consumer.list("")).hasSize(1));
        }
    }
}
