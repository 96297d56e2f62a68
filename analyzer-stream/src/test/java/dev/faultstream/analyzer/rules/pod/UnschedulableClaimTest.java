package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NAMESPACE;
import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.unscheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnschedulableClaimTest {
    private static final String ID = "pod.unschedulable-claim";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldNameTheClaimThatIsMissing() {
        // When
        cluster.with(claiming("0/3 nodes are available: persistentvolumeclaim \"data\" not found.", "logs", "data"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Pod db-0 cannot be scheduled: its volume claim data is missing");
    }

    @Test
    void shouldNameTheFirstClaimThatIsNotBound() {
        // When
        cluster.with(claim("logs", "Bound"), claim("data", "Pending"))
                .with(claiming(
                        "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.", "logs", "data"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Pod db-0 cannot be scheduled: its volume claim data is unbound");
    }

    @Test
    void shouldNameTheClaimThatIsBeingDeleted() {
        // When
        cluster.with(claiming("0/3 nodes are available: persistentvolumeclaim \"data\" is being deleted.", "data"));

        // Then
        assertThat(cluster.finding(ID).parameter("state")).isEqualTo("deleting");
    }

    @Test
    void shouldSpeakWithoutTheSchedulerWhenAClaimIsMissing() {
        // When
        cluster.with(new PodBuilder(claiming("", "data"))
                .editStatus()
                .withConditions()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.finding(ID).parameter("claim")).isEqualTo("data");
    }

    @Test
    void shouldFallSilentWhenTheMissingClaimIsMade() {
        // Given
        cluster.with(new PodBuilder(claiming("", "data"))
                .editStatus()
                .withConditions()
                .endStatus()
                .build());

        // When
        cluster.with(claim("data", "Bound"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldStayUndecidedWhileClaimsAreListed() {
        // Given
        cluster.unsynced(PersistentVolumeClaim.class, KindUnsynced.Reason.LISTING);

        // When
        cluster.with(new PodBuilder(claiming("", "data"))
                .editStatus()
                .withConditions()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    @Test
    void shouldGiveTheClaimOfAnEphemeralVolumeAMinute() {
        // Given
        Pod pod = unscheduled(
                        "db-0",
                        "0/3 nodes are available: waiting for ephemeral volume controller to create the"
                                + " persistentvolumeclaim \"db-0-scratch\".")
                .editMetadata()
                .withCreationTimestamp("2026-03-02T08:59:30Z")
                .endMetadata()
                .editSpec()
                .addNewVolume()
                .withName("scratch")
                .withNewEphemeral()
                .endEphemeral()
                .endVolume()
                .endSpec()
                .build();

        // When
        cluster.with(pod);

        // Then
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(1));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Pod db-0 cannot be scheduled: its volume claim db-0-scratch is missing");
    }

    @Test
    void shouldNameWhatIsWrongWithTheClaim() {
        // When
        cluster.with(claim("data", "Lost"))
                .with(claiming("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.", "data"));

        // Then
        assertThat(cluster.finding(ID).parameter("claim")).isEqualTo("data");
    }

    private static PersistentVolumeClaim claim(String name, String phase) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid("uid-" + name)
                .withCreationTimestamp("2026-03-02T08:59:59Z")
                .endMetadata()
                .withNewSpec()
                .withStorageClassName("fast")
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    private static Pod claiming(String message, String... claims) {
        PodBuilder pod = unscheduled("db-0", message);
        for (String claim : claims) {
            pod = pod.editSpec()
                    .addNewVolume()
                    .withName("volume-" + claim)
                    .withNewPersistentVolumeClaim(claim, null)
                    .endVolume()
                    .endSpec();
        }
        return pod.build();
    }
}
