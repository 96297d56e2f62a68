package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.KafkaFixture;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same on an API server that somebody runs: it is given the definition and the namespace {@code faults}, where all
 * Results of the name {@code faultstream} are taken away.
 */
@SuppressWarnings("try") // what is opened runs by itself
@EnabledIfEnvironmentVariable(
        named = RealApiServerIT.KUBECONFIG,
        matches = ".+",
        disabledReason = "names no kubeconfig of a cluster to try it on")
class RealApiServerIT {
    static final String KUBECONFIG = "FAULTSTREAM_TEST_KUBECONFIG";

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Config config =
            Config.fromKubeconfig(Path.of(System.getenv(KUBECONFIG)).toFile());

    @Test
    void shouldBeReadAsExpectedAndBringBackWhatIsChangedByHand() throws Exception {
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build();
                KafkaFixture kafka = new KafkaFixture()) {
            prepare(client);
            ResultScenario.verify(kafka, "real-", config, path -> client.raw(path));

            // Given
            TopicNames topics = kafka.createTopics("hand-");
            kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
            kafka.send(topics, ResultSamples.open("f-2", 1, "two"));
            kafka.flush();
            ResultSettings settings =
                    ResultSamples.settings(topics.failuresExplained(), Duration.ofMinutes(5), kafka.client());
            ForeignConsumer consumer = new ForeignConsumer(path -> client.raw(path), FakeResultServer.NAMESPACE);
            try (ResultWriter writer =
                    new ResultWriter(settings, config, ResultObserver.none(), Tracing.off(), new Random(1))) {
                writer.start();
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.list(""))
                        .hasSize(2)
                        .allSatisfy(result -> assertThat(result.lifecycle()).isEqualTo("created")));
                await().atMost(PATIENCE).until(() -> writer.isReady() && writer.pending() == 0);
                String first = consumer.list("").get(0).name();
                String second = consumer.list("").get(1).name();

                // When
                results(client).withName(first).edit(RealApiServerIT::edited);
                results(client).withName(second).delete();

                // Then
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(consumer.list("faultstream.dev/severity=critical"))
                            .hasSize(2);
                    assertThat(consumer.list(""))
                            .allSatisfy(result -> assertThat(result.details()).startsWith("Error:"));
                });
                assertThat(results(client).withName(first).get().getMetadata().getLabels())
                        .containsEntry("mine", "stays");
                assertThat(consumer.violations()).isEmpty();
            } finally {
                results(client)
                        .withLabel("k8sgpts.k8sgpt.ai/name", "faultstream")
                        .delete();
            }
        }
    }

    private static GenericKubernetesResource edited(GenericKubernetesResource result) {
        result.getMetadata().getLabels().put("mine", "stays");
        result.getMetadata().getLabels().remove("faultstream.dev/severity");
        result.<java.util.Map<String, Object>>get("spec").put("details", "edited by hand");
        return result;
    }

    private static io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
                    GenericKubernetesResource,
                    io.fabric8.kubernetes.api.model.GenericKubernetesResourceList,
                    io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource>>
            results(KubernetesClient client) {
        return client.genericKubernetesResources("core.k8sgpt.ai/v1alpha1", "Result")
                .inNamespace(FakeResultServer.NAMESPACE);
    }

    private static void prepare(KubernetesClient client) throws IOException {
        Path crd = Path.of("..", "k8s", "crds", "results.core.k8sgpt.ai.yaml");
        try (InputStream yaml = Files.newInputStream(crd)) {
            client.load(yaml).serverSideApply();
        }
        try {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(FakeResultServer.NAMESPACE)
                            .endMetadata()
                            .build())
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            // An API server of definitions alone has no namespaces, and asks for none.
            assertThat(e.getCode()).isEqualTo(404);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.raw("/apis/core.k8sgpt.ai/v1alpha1/namespaces/faults/results"))
                        .contains("ResultList"));
    }
}
