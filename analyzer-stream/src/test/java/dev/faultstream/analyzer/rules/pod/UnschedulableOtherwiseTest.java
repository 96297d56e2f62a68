package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.normal;
import static dev.faultstream.analyzer.testing.PodObjects.unscheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnschedulableOtherwiseTest {
    private static final String ID = "pod.unschedulable";
    private static final String NO_NODES = "no nodes available to schedule pods";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSpeakWhenAllNodesAreCordoned() {
        // When
        cluster.with(unscheduled("web-1", "0/2 nodes are available: 2 node(s) were unschedulable. preemption: none.")
                .build());

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Pod web-1 cannot be scheduled (cordoned): 2 node(s) were unschedulable");
    }

    @Test
    void shouldSpeakWhenTheSchedulerFails() {
        // When
        cluster.with(unscheduled("web-1", "running PreBind plugin \"VolumeBinding\": binding volumes: timed out")
                .editStatus()
                .editFirstCondition()
                .withReason("SchedulerError")
                .endCondition()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Pod web-1 cannot be scheduled (other): running PreBind plugin \"VolumeBinding\":"
                        + " binding volumes: timed out");
    }

    @Test
    void shouldSpeakWhenThereAreNoNodes() {
        // When
        cluster.with(namespace("2026-03-02T08:00:00Z"))
                .with(unscheduled("web-1", NO_NODES).build());

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo("no-nodes");
    }

    @Test
    void shouldBeSilentAboutMissingNodesWhileTheClusterIsNew() {
        // Given
        cluster.with(namespace("2026-03-02T08:50:00Z"))
                .with(unscheduled("web-1", NO_NODES).build());
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldBeSilentWhileANodeIsComing() {
        // Given
        Pod pod = unscheduled("web-1", "0/2 nodes are available: 2 node(s) were unschedulable.")
                .build();

        // When
        cluster.with(pod).with(normal(pod, "TriggeredScaleUp", "pod triggered scale-up", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameThatManyNodesAreDown() {
        // When
        cluster.with(node("n1", "False", "2026-03-02T08:30:00Z"), node("n2", "False", "2026-03-02T08:30:00Z"))
                .with(unscheduled("web-1", "0/2 nodes are available: 2 node(s) were unschedulable.")
                        .build());

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Namespace namespace(String created) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName("kube-system")
                .withCreationTimestamp(created)
                .endMetadata()
                .build();
    }
}
