package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.normal;
import static dev.faultstream.analyzer.testing.PodObjects.tainted;
import static dev.faultstream.analyzer.testing.PodObjects.unscheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Toleration;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnschedulableTaintTest {
    private static final String ID = "pod.unschedulable-taint";
    private static final String UNINITIALIZED = "node.cloudprovider.kubernetes.io/uninitialized";
    private static final String DISK_PRESSURE = "node.kubernetes.io/disk-pressure";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);
    private final Pod pod = unscheduled("web-1", "0/3 nodes are available: 3 node(s) had untolerated taint(s).")
            .build();

    @Test
    void shouldNameTheTaintOfMostNodes() {
        // When
        cluster.with(tainted("n1", "gpu"), tainted("n2", "gpu", "spot"), tainted("n3", "spot", "gpu"))
                .with(pod);

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo(
                        "Pod web-1 cannot be scheduled: 3 of 3 nodes have the taint gpu, which it does not tolerate");
    }

    @Test
    void shouldNotNameATaintThatThePodTolerates() {
        // Given
        Pod tolerant = unscheduled("web-1", "0/3 nodes are available: 3 node(s) had untolerated taint(s).")
                .editSpec()
                .withTolerations(toleration("gpu", "Exists"))
                .endSpec()
                .build();

        // When
        cluster.with(tainted("n1", "gpu"), tainted("n2", "gpu", "spot"), tainted("n3", "spot"))
                .with(tolerant);

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo(
                        "Pod web-1 cannot be scheduled: 2 of 3 nodes have the taint spot, which it does not tolerate");
    }

    @Test
    void shouldNameTheTaintThatWasToldWhenNoNodeHasOneAnyMore() {
        // When
        cluster.with(node("n1").build())
                .with(unscheduled("web-1", "0/1 nodes are available: 1 node(s) had untolerated taint {gpu: yes}.")
                        .build());

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo(
                        "Pod web-1 cannot be scheduled: 1 of 1 nodes have the taint gpu, which it does not tolerate");
    }

    @Test
    void shouldBeSilentWhenTheTaintIsGoneAndWasNotNamed() {
        // When
        cluster.with(node("n1").build()).with(pod);

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhileANodeIsComing() {
        // When
        cluster.with(tainted("n1", "gpu"))
                .with(pod)
                .with(normal(pod, "TriggeredScaleUp", "pod triggered scale-up", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhileAYoungNodeIsBeingInitialized() {
        // Given
        cluster.with(new NodeBuilder(tainted("n1", UNINITIALIZED))
                        .editMetadata()
                        .withCreationTimestamp("2026-03-02T08:58:00Z")
                        .endMetadata()
                        .build())
                .with(pod);
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(4));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldNameTheNodesFailureThatTheTaintStandsFor() {
        // When
        cluster.with(new NodeBuilder(tainted("n1", DISK_PRESSURE))
                        .editStatus()
                        .addNewCondition()
                        .withType("DiskPressure")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .with(pod);

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("node.disk-pressure"));
    }

    private static Toleration toleration(String key, String operator) {
        Toleration toleration = new Toleration();
        toleration.setKey(key);
        toleration.setOperator(operator);
        return toleration;
    }
}
