package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StuckTerminatingTest {
    private static final String ID = "pod.stuck-terminating";

    private final ClusterScenario cluster =
            ClusterScenario.at(NOW).with(node("n1").build());

    @Test
    void shouldSpeakWhenThePodIsStillThere() {
        // Given
        cluster.with(deleted("2026-03-02T08:58:00Z"));
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(5));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("Pod web-1 should have ended 7 min ago but is still there (kubelet)");
        assertThat(cluster.finding(ID).grace()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldNameTheFinalizer() {
        // When
        cluster.with(deleted("2026-03-02T08:50:00Z").toBuilder()
                .editMetadata()
                .withFinalizers("example.com/hold", "other")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo("finalizer");
        assertThat(cluster.finding(ID).parameter("key")).isEqualTo("example.com/hold");
    }

    @Test
    void shouldBlameANodeThatIsDown() {
        // When
        cluster.with(node("n1", "Unknown", "2026-03-02T08:30:00Z")).with(deleted("2026-03-02T08:50:00Z"));

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo("node");
        assertThat(cluster.causes(ID)).containsExactly(List.of("node.unreachable"));
    }

    @Test
    void shouldBlameANodeThatIsGone() {
        // When
        cluster.without(node("n1").build()).with(deleted("2026-03-02T08:50:00Z"));

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo("node");
    }

    @Test
    void shouldSpeakWhileTheNamespaceIsDeleted() {
        // When
        cluster.with(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .withDeletionTimestamp("2026-03-02T08:50:00Z")
                        .endMetadata()
                        .build())
                .with(deleted("2026-03-02T08:50:00Z"));

        // Then
        assertThat(cluster.rules()).contains(ID);
    }

    @Test
    void shouldBeSilentWhenThePodIsNotDeleted() {
        // When
        cluster.with(running(
                        "web-1",
                        started("web", "2026-03-02T08:00:00Z").withReady(true).build())
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    private static Pod deleted(String at) {
        return running(
                        "web-1",
                        started("web", "2026-03-02T08:00:00Z").withReady(true).build())
                .editMetadata()
                .withDeletionTimestamp(at)
                .endMetadata()
                .build();
    }
}
