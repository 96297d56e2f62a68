package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.starting;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code pod.image-not-found}, {@code pod.image-unauthorized} and {@code pod.image-pull}. */
class ImageRulesTest {
    private static final String BACK_OFF = "Back-off pulling image \"registry.example/shop/web:1.4\"";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSayThatAnImageWasNotFound() {
        // When
        cluster.with(
                pulling("ErrImagePull", "rpc error: code = NotFound desc = registry.example/shop/web:1.4: not found"));

        // Then
        assertThat(cluster.message("pod.image-not-found"))
                .isEqualTo(
                        "Image registry.example/shop/web:1.4 of container web cannot be pulled: it was not found (tag)");
        assertThat(cluster.finding("pod.image-not-found").since()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(cluster.finding("pod.image-not-found").parameter("node")).isEqualTo("n1");
    }

    @Test
    void shouldSayThatTheRegistryRefusedTheCredentials() {
        // When
        cluster.with(pulling("ImagePullBackOff", BACK_OFF + ": ErrImagePull: unauthorized: access to the resource"));

        // Then
        assertThat(cluster.message("pod.image-unauthorized"))
                .isEqualTo("Image registry.example/shop/web:1.4 of container web cannot be pulled:"
                        + " the registry refused the credentials");
    }

    @Test
    void shouldSayWhyAnImageCannotBePulled() {
        // When
        cluster.with(pulling("ErrImagePull", "dial tcp: lookup registry.example: no such host"));

        // Then
        assertThat(cluster.message("pod.image-pull"))
                .isEqualTo("Image registry.example/shop/web:1.4 of container web cannot be pulled (dns):"
                        + " dial tcp: lookup registry.example: no such host");
    }

    @Test
    void shouldReadTheEventWhenTheKubeletOnlySaysThatItWaits() {
        // Given
        Pod pod = pulling("ImagePullBackOff", BACK_OFF);

        // When
        cluster.with(pod)
                .with(warning(pod, "web", "Failed", "Error: ImagePullBackOff", "2026-03-02T08:59:00Z"))
                .with(warning(
                        pod, "web", "Failed", "Failed to pull image \"x\": manifest unknown", "2026-03-02T08:58:00Z"))
                .with(warning(pod, "web", "Failed", "Failed to pull image \"x\": i/o timeout", "2026-03-02T08:50:00Z"));

        // Then
        assertThat(cluster.finding("pod.image-not-found").parameter("cause")).isEqualTo("tag");
    }

    @Test
    void shouldNotTakeTheEventOfAnotherContainer() {
        // Given
        Pod pod = pulling("ImagePullBackOff", BACK_OFF);

        // When
        cluster.with(pod)
                .with(warning(pod, "proxy", "Failed", "Failed to pull image \"x\": not found", "2026-03-02T08:58:00Z"));

        // Then
        assertThat(cluster.finding("pod.image-pull").parameter("cause")).isEqualTo("other");
    }

    @Test
    void shouldSpeakAboutInitAndEphemeralContainers() {
        // When
        cluster.with(starting("web-1", waiting("web", "PodInitializing", "").build())
                .editStatus()
                .withInitContainerStatuses(
                        waiting("migrate", "ErrImagePull", "not found").build())
                .withEphemeralContainerStatuses(waiting("debug", "ErrImagePull", "no space left on device")
                        .build())
                .endStatus()
                .build());

        // Then
        assertThat(cluster.finding("pod.image-not-found").part()).isEqualTo("migrate");
        assertThat(cluster.finding("pod.image-pull").part()).isEqualTo("debug");
    }

    @Test
    void shouldBeSilentAboutReasonsOfRulesToCome() {
        // When
        cluster.with(pulling("ErrImageNeverPull", "Container image is not present with pull policy of Never"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenThePodIsDeleted() {
        // When
        cluster.with(new PodBuilder(pulling("ErrImagePull", "not found"))
                .editMetadata()
                .withDeletionTimestamp(NOW)
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameTheNodesDiskWhenItIsFull() {
        // When
        cluster.with(node("n1")
                        .editStatus()
                        .addNewCondition()
                        .withType("DiskPressure")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .with(pulling("ErrImagePull", "write /var/lib/containerd: no space left on device"));

        // Then
        assertThat(cluster.causes("pod.image-pull")).containsExactly(List.of("node.disk-pressure"));
    }

    @Test
    void shouldNameThatManyNodesAreDown() {
        // When
        cluster.with(node("n1", "Unknown", "2026-03-02T08:30:00Z"), node("n2", "Unknown", "2026-03-02T08:30:00Z"))
                .with(pulling("ErrImagePull", "not found"));

        // Then
        assertThat(cluster.causes("pod.image-not-found")).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Pod pulling(String reason, String message) {
        return starting("web-1", waiting("web", reason, message).build()).build();
    }
}
