package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.starting;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigKeyMissingTest {
    private static final String ID = "pod.config-key-missing";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldNameTheKeyThatTheConfigMapDoesNotHave() {
        // When
        cluster.withJson(facts("ConfigMap", "app", "other"))
                .with(waitingFor("couldn't find key db.host in ConfigMap shop/app"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Container web cannot start: ConfigMap app has no key db.host");
    }

    @Test
    void shouldNameTheKeyThatTheSecretDoesNotHave() {
        // When
        cluster.withJson(facts("Secret", "db", "other"))
                .with(waitingFor("couldn't find key password in Secret shop/db"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Container web cannot start: Secret db has no key password");
    }

    @Test
    void shouldFallSilentWhenTheKeyExists() {
        // Given
        cluster.withJson(facts("Secret", "db", "other"))
                .with(waitingFor("couldn't find key password in Secret shop/db"));

        // When
        cluster.withJson(facts("Secret", "db", "password"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameTheKeyThatAVolumePicks() {
        // Given
        Pod pod = picking("app.yaml");

        // When
        cluster.withJson(facts("ConfigMap", "app", "other")).with(pod).with(failedMount(pod, "08:59:00"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Container web cannot start: ConfigMap app has no key app.yaml");
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldFallSilentWhenThePickedKeyExists() {
        // Given
        Pod pod = picking("app.yaml");
        cluster.withJson(facts("ConfigMap", "app", "other")).with(pod).with(failedMount(pod, "08:59:00"));

        // When
        cluster.withJson(facts("ConfigMap", "app", "app.yaml"));

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    @Test
    void shouldFallSilentWhenTheEventIsOld() {
        // Given
        Pod pod = picking("app.yaml");
        cluster.withJson(facts("ConfigMap", "app", "other")).with(pod).with(failedMount(pod, "08:55:00"));
        assertThat(cluster.rules()).containsExactly(ID);

        // When
        cluster.after(Duration.ofMinutes(5));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameThatManyNodesAreDown() {
        // When
        cluster.with(node("n1", "Unknown", "2026-03-02T08:30:00Z"), node("n2", "Unknown", "2026-03-02T08:30:00Z"))
                .withJson(facts("Secret", "db", "other"))
                .with(waitingFor("couldn't find key password in Secret shop/db"));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Pod waitingFor(String message) {
        return starting(
                        "web-1",
                        waiting("web", "CreateContainerConfigError", message).build())
                .build();
    }

    private static Pod picking(String key) {
        return starting("web-1", waiting("web", "ContainerCreating", "").build())
                .editSpec()
                .addNewVolume()
                .withName("config")
                .withNewConfigMap()
                .withName("app")
                .addNewItem(key, null, key)
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Event failedMount(Pod pod, String time) {
        return warning(
                pod,
                "FailedMount",
                "MountVolume.SetUp failed for volume \"config\" : references non-existent config key: app.yaml",
                "2026-03-02T" + time + "Z");
    }

    private static String facts(String kind, String name, String key) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"namespace\":\"shop\",\"name\":\""
                + name + "\",\"uid\":\"" + name + "\"},\"facts\":{\"keys\":{\"" + key + "\":12}}}";
    }
}
