package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.after;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeRestartTest {
    private static final String ID = "pod.probe-restart";
    private static final String LIVENESS = "Liveness probe failed: HTTP probe failed with statuscode: 500";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldNameTheLivenessProbe() {
        // Given
        Pod pod = restarted(1, "Error");

        // When
        cluster.with(pod).with(warning(pod, "web", "Unhealthy", LIVENESS, "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Container web is restarted because its liveness probe fails (1 restarts): " + LIVENESS);
    }

    @Test
    void shouldNameTheStartupProbe() {
        // Given
        Pod pod = restarted(3, "Error");

        // When
        cluster.with(pod)
                .with(warning(
                        pod, "web", "Unhealthy", "Startup probe failed: connection refused", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.finding(ID).parameter("probe")).isEqualTo("startup");
    }

    @Test
    void shouldBeSilentAboutAReadinessProbe() {
        // Given
        Pod pod = restarted(1, "Error");

        // When
        cluster.with(pod)
                .with(warning(pod, "web", "Unhealthy", "Readiness probe failed: refused", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenTheProbeIsOfAnotherContainer() {
        // Given
        Pod pod = restarted(1, "Error");

        // When
        cluster.with(pod).with(warning(pod, "proxy", "Unhealthy", LIVENESS, "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWithoutARestart() {
        // Given
        Pod pod = running(
                        "web-1",
                        started("web", "2026-03-02T08:00:00Z").withReady(true).build())
                .build();

        // When
        cluster.with(pod).with(warning(pod, "web", "Unhealthy", LIVENESS, "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldLeaveAContainerThatRanOutOfMemoryToItsOwnRule() {
        // Given
        Pod pod = restarted(1, "OOMKilled");

        // When
        cluster.with(pod).with(warning(pod, "web", "Unhealthy", LIVENESS, "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).containsExactly("pod.oom-killed");
    }

    @Test
    void shouldFallSilentTenMinutesAfterTheLastRun() {
        // Given
        Pod pod = restarted(1, "Error");
        cluster.with(pod).with(warning(pod, "web", "Unhealthy", LIVENESS, "2026-03-02T08:59:59Z"));
        assertThat(cluster.rules()).containsExactly(ID);

        // When
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameThatManyNodesAreDown() {
        // Given
        Pod pod = restarted(1, "Error");

        // When
        cluster.with(node("n1", "Unknown", "2026-03-02T08:30:00Z"), node("n2", "Unknown", "2026-03-02T08:30:00Z"))
                .with(pod)
                .with(warning(pod, "web", "Unhealthy", LIVENESS, "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Pod restarted(int restarts, String reason) {
        return running(
                        "web-1",
                        after(
                                        started("web", "2026-03-02T08:56:00Z"),
                                        restarts,
                                        137,
                                        reason,
                                        "2026-03-02T08:40:00Z",
                                        "2026-03-02T08:55:30Z")
                                .build())
                .build();
    }
}
