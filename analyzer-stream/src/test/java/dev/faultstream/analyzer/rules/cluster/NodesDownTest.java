package dev.faultstream.analyzer.rules.cluster;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodesDownTest {
    private static final String ID = "cluster.nodes-down";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSpeakWhenAThirdOfTheNodesIsDown() {
        // Given
        healthy(4);

        // When
        cluster.with(node("d1", "False", "2026-03-02T08:50:00Z"), node("d2", "Unknown", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.message(ID)).isEqualTo("2 of 6 nodes are not ready");
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T08:55:00Z"));
        assertThat(cluster.finding(ID).evidence()).hasSize(2);
    }

    @Test
    void shouldPointToTheNetworkWhenAllAreSilent() {
        // When
        cluster.with(node("d1", "Unknown", "2026-03-02T08:50:00Z"), node("d2", "Unknown", "2026-03-02T08:50:00Z"));

        // Then
        assertThat(cluster.finding(ID).evidence())
                .anySatisfy(evidence -> assertThat(evidence.text()).contains("network"));
    }

    @Test
    void shouldBeSilentAboutOneNode() {
        // When
        cluster.with(node("d1", "False", "2026-03-02T08:50:00Z"), node("n1").build());

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    @Test
    void shouldBeSilentBelowThirtyPercent() {
        // Given
        healthy(5);

        // When
        cluster.with(node("d1", "False", "2026-03-02T08:50:00Z"), node("d2", "False", "2026-03-02T08:50:00Z"));

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    @Test
    void shouldNotCountNodesThatAreCordonedOrLeaving() {
        // When
        cluster.with(
                node("d1", "False", "2026-03-02T08:50:00Z"),
                node("d2", "False", "2026-03-02T08:50:00Z").toBuilder()
                        .editSpec()
                        .withUnschedulable(true)
                        .endSpec()
                        .build(),
                node("d3", "False", "2026-03-02T08:50:00Z").toBuilder()
                        .editMetadata()
                        .withDeletionTimestamp(NOW)
                        .endMetadata()
                        .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    @Test
    void shouldBeSilentWhileTheClusterIsBuilt() {
        // Given
        cluster.with(young("d1"), young("d2"), young("d3"));
        assertThat(cluster.rules()).doesNotContain(ID);

        // When
        cluster.after(java.time.Duration.ofMinutes(5));

        // Then
        assertThat(cluster.rules()).contains(ID);
    }

    @Test
    void shouldFallSilentWhenNodesComeBack() {
        // Given
        cluster.with(node("d1", "False", "2026-03-02T08:50:00Z"), node("d2", "False", "2026-03-02T08:50:00Z"));
        assertThat(cluster.rules()).contains(ID);

        // When
        cluster.with(node("d1", "True", NOW));

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    private void healthy(int count) {
        for (int i = 1; i <= count; i++) {
            cluster.with(node("n" + i).build());
        }
    }

    private static Node young(String name) {
        return node(name, "False", "2026-03-02T08:58:00Z").toBuilder()
                .editMetadata()
                .withCreationTimestamp("2026-03-02T08:58:00Z")
                .endMetadata()
                .build();
    }
}
