package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NAMESPACE;
import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static dev.faultstream.analyzer.testing.PodObjects.starting;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeMountTest {
    private static final String ID = "pod.volume-mount";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);
    private final Pod pod = starting(
                    "db-0", waiting("web", "ContainerCreating", "").build())
            .editSpec()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim("data-db-0", null)
            .endVolume()
            .endSpec()
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "driver name csi.example not found in the list of registered CSI drivers|driver",
                "timed out waiting for the condition|timeout",
                "hostPath type check failed: /data is not a directory|path",
                "stat /data: no such file or directory|path",
                "mount: permission denied|permission",
                "fsck found errors on device|filesystem",
                "wrong fs type, bad option|filesystem",
                "rpc error: internal|other",
            })
    void shouldTellTheCause(String text, String cause) {
        // When
        cluster.with(pod).with(warning(pod, "FailedMount", "for volume \"data\" : " + text, "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo(cause);
    }

    @Test
    void shouldNameTheVolumeOfThePodForTheVolumeOfItsClaim() {
        // Given
        cluster.with(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("data-db-0")
                .withUid("c1")
                .endMetadata()
                .withNewSpec()
                .withVolumeName("pvc-4711")
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .endStatus()
                .build());

        // When
        cluster.with(pod)
                .with(warning(
                        pod,
                        "FailedMount",
                        "MountVolume.MountDevice failed for volume \"pvc-4711\" : rpc error",
                        "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Volume data of pod db-0 cannot be mounted on node n1 (other):"
                        + " MountVolume.MountDevice failed for volume \"pvc-4711\" : rpc error");
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T08:55:00Z"));
    }

    @Test
    void shouldRatherTellAReasonThanATimeout() {
        // When
        cluster.with(pod)
                .with(warning(
                        pod,
                        "FailedMount",
                        "Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data]: timed"
                                + " out waiting for the condition",
                        "2026-03-02T08:59:00Z"))
                .with(warning(pod, "FailedMapVolume", "for volume \"data\" : fsck failed", "2026-03-02T08:58:00Z"));

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo("filesystem");
    }

    @Test
    void shouldLeaveAVolumeThatIsNotAttachedToItsOwnRule() {
        // When
        cluster.with(pod)
                .with(warning(pod, "FailedAttachVolume", "Multi-Attach error for volume", "2026-03-02T08:58:00Z"))
                .with(warning(pod, "FailedMount", "timed out waiting for the condition", "2026-03-02T08:59:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldGiveTheTokenTwoMinutes() {
        // Given
        cluster.with(pod)
                .with(warning(
                        pod,
                        "FailedMount",
                        "MountVolume.SetUp failed for volume \"kube-api-access-x7k\" : configmap not registered",
                        "2026-03-02T08:59:00Z"));
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(1));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldFallSilentWhenTheEventIsOld() {
        // Given
        cluster.with(pod).with(warning(pod, "FailedMount", "rpc error", "2026-03-02T08:55:00Z"));

        // When
        cluster.after(Duration.ofMinutes(5));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenAContainerHasStartedSince() {
        // Given
        Pod initializing = starting(
                        "db-0", waiting("web", "PodInitializing", "").build())
                .editStatus()
                .withInitContainerStatuses(
                        started("migrate", "2026-03-02T08:56:00Z").build())
                .endStatus()
                .build();

        // When
        cluster.with(initializing).with(warning(initializing, "FailedMount", "rpc error", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameTheClaimThatHasLostItsVolume() {
        // Given
        cluster.with(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("data-db-0")
                .withUid("c1")
                .withCreationTimestamp("2026-03-02T08:00:00Z")
                .endMetadata()
                .withNewSpec()
                .withVolumeName("pvc-4711")
                .endSpec()
                .withNewStatus()
                .withPhase("Lost")
                .endStatus()
                .build());

        // When
        cluster.with(node("n1", "Unknown", "2026-03-02T08:30:00Z"), node("n2", "Unknown", "2026-03-02T08:30:00Z"))
                .with(pod)
                .with(warning(pod, "FailedMount", "for volume \"data\" : rpc error", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.causes(ID)).first().isEqualTo(List.of("cluster.nodes-down"));
    }
}
