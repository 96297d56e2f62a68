package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NAMESPACE;
import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.starting;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.Test;

class ConfigMissingTest {
    private static final String ID = "pod.config-missing";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldNameTheSecretThatTheEnvironmentNeeds() {
        // When
        cluster.with(waitingFor("secret \"db-password\" not found"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Container web cannot start: Secret db-password does not exist");
    }

    @Test
    void shouldNameTheConfigMapThatTheEnvironmentNeeds() {
        // When
        cluster.with(waitingFor("configmap \"app\" not found"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Container web cannot start: ConfigMap app does not exist");
    }

    @Test
    void shouldFallSilentWhenTheObjectExists() {
        // Given
        cluster.with(waitingFor("secret \"db-password\" not found"));
        assertThat(cluster.rules()).containsExactly(ID);

        // When
        cluster.with(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("db-password")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenSecretsMayNotBeListed() {
        // Given
        cluster.unsynced(Secret.class, KindUnsynced.Reason.FORBIDDEN);

        // When
        cluster.with(waitingFor("secret \"db-password\" not found"));

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    @Test
    void shouldBeSilentAboutOtherReasonsOfTheSameState() {
        // When
        cluster.with(waitingFor("container has runAsNonRoot and image will run as root"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameTheObjectThatAVolumeNeeds() {
        // Given
        Pod pod = mounting(false);

        // When
        cluster.with(pod)
                .with(warning(
                        pod,
                        "FailedMount",
                        "MountVolume.SetUp failed for volume \"config\" : configmap \"app\" not found",
                        "2026-03-02T08:59:00Z"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Container web cannot start: ConfigMap app does not exist");
        assertThat(cluster.finding(ID).evidence()).hasSize(2);
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldFallSilentWhenTheVolumesObjectExists() {
        // Given
        cluster.with(mounting(false));

        // When
        cluster.with(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("app")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutOptionalSources() {
        // When
        cluster.with(mounting(true));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameTheSecretOfAProjectedVolume() {
        // When
        cluster.with(new PodBuilder(mounting(true))
                .editSpec()
                .addNewVolume()
                .withName("all")
                .withNewProjected()
                .addNewSource()
                .withNewSecret()
                .withName("token")
                .endSecret()
                .endSource()
                .endProjected()
                .endVolume()
                .endSpec()
                .build());

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Container web cannot start: Secret token does not exist");
    }

    private static Pod waitingFor(String message) {
        return starting(
                        "web-1",
                        waiting("web", "CreateContainerConfigError", message).build())
                .build();
    }

    private static Pod mounting(boolean optional) {
        return starting("web-1", waiting("web", "ContainerCreating", "").build())
                .editSpec()
                .addNewVolume()
                .withName("config")
                .withNewConfigMap()
                .withName("app")
                .withOptional(optional)
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build();
    }
}
