package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.after;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartStormTest {
    private static final String ID = "pod.restart-storm";

    private final ClusterScenario cluster =
            ClusterScenario.at(NOW).with(node("n1").build());

    @Test
    void shouldSpeakWhenAContainerRestartsAgainAndAgain() {
        // When
        cluster.with(restarted(5));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Container web runs but has restarted 5 times, last with exit code 1 (Error)");
    }

    @Test
    void shouldBeSilentAboutFewRestarts() {
        // When
        cluster.with(restarted(4));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldFallSilentWhenItRunsForTenMinutes() {
        // Given
        cluster.with(restarted(5));

        // When
        cluster.after(Duration.ofMinutes(8));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenTheNodeHasJustComeBack() {
        // Given
        cluster.with(node("n1", "True", "2026-03-02T08:56:00Z")).with(restarted(5));
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldBeSilentAboutSidecarsOfJobs() {
        // Given
        Pod pod = restarted(0).toBuilder()
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName("nightly")
                .withUid("j1")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .editSpec()
                .addNewInitContainer()
                .withName("proxy")
                .withRestartPolicy("Always")
                .endInitContainer()
                .endSpec()
                .editStatus()
                .withContainerStatuses(
                        started("web", "2026-03-02T08:00:00Z").withReady(true).build())
                .withInitContainerStatuses(restarted(5).getStatus().getContainerStatuses().get(0).toBuilder()
                        .withName("proxy")
                        .build())
                .endStatus()
                .build();

        // When
        cluster.with(pod);

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameThatManyNodesAreDown() {
        // When
        cluster.with(node("n1", "Unknown", "2026-03-02T08:30:00Z"), node("n2", "Unknown", "2026-03-02T08:30:00Z"))
                .with(restarted(5));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Pod restarted(int restarts) {
        return running(
                        "web-1",
                        after(
                                        started("web", "2026-03-02T08:58:00Z"),
                                        restarts,
                                        1,
                                        "Error",
                                        "2026-03-02T08:40:00Z",
                                        "2026-03-02T08:57:30Z")
                                .withReady(true)
                                .build())
                .build();
    }
}
