package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.normal;
import static dev.faultstream.analyzer.testing.PodObjects.unscheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnschedulableResourcesTest {
    private static final String ID = "pod.unschedulable-resources";
    private static final String FULL = "0/1 nodes are available: 1 Insufficient cpu.";

    private final ClusterScenario cluster =
            ClusterScenario.at(NOW).with(node("n1").build());

    @Test
    void shouldSpeakWhenNodesAreFull() {
        // When
        cluster.with(unscheduled("web-1", FULL).build());

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Pod web-1 cannot be scheduled: 1 of 1 nodes do not have enough cpu (full)");
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T08:50:00Z"));
        assertThat(cluster.finding(ID).grace()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void shouldSayAtOnceThatAPodNeverFits() {
        // When
        cluster.with(new PodBuilder(unscheduled("web-1", FULL).build())
                .editSpec()
                .withInitContainers(requesting("proxy", "2", "Always"), requesting("migrate", "1", null))
                .withContainers(requesting("web", "2500m", null))
                .endSpec()
                .build());

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo("never-fits");
        assertThat(cluster.finding(ID).grace()).isZero();
    }

    @Test
    void shouldNotAddUpInitContainersThatRunBeforeTheOthers() {
        // When
        cluster.with(new PodBuilder(unscheduled("web-1", FULL).build())
                .editSpec()
                .withInitContainers(requesting("migrate", "3", null))
                .withContainers(requesting("web", "2500m", null))
                .endSpec()
                .build());

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo("full");
    }

    @Test
    void shouldBeSilentWhileANodeIsComing() {
        // Given
        Pod pod = unscheduled("web-1", FULL).build();

        // When
        cluster.with(pod).with(normal(pod, "TriggeredScaleUp", "pod triggered scale-up", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldBeSilentWhileThePodIsNominatedForANode() {
        // Given
        Pod pod = unscheduled("web-1", FULL).build();

        // When
        cluster.with(pod).with(normal(pod, "Nominated", "Pod should schedule on: nodeclaim/x", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhileOtherPodsMakeRoom() {
        // Given
        Pod pod = unscheduled("web-1", FULL)
                .editStatus()
                .withNominatedNodeName("n1")
                .editFirstCondition()
                .withLastTransitionTime("2026-03-02T08:58:00Z")
                .endCondition()
                .endStatus()
                .build();

        // When
        cluster.with(pod);

        // Then
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(4));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldNameNodesThatAreDownOrUnderPressure() {
        // When
        cluster.with(
                        node("n1", "Unknown", "2026-03-02T08:30:00Z"),
                        node("n2", "False", "2026-03-02T08:30:00Z"),
                        node("n3")
                                .editStatus()
                                .addNewCondition()
                                .withType("DiskPressure")
                                .withStatus("True")
                                .endCondition()
                                .endStatus()
                                .build())
                .with(unscheduled("web-1", "0/3 nodes are available: 1 Insufficient cpu.")
                        .build());

        // Then
        assertThat(cluster.causes(ID))
                .containsExactly(
                        java.util.List.of("cluster.nodes-down"),
                        java.util.List.of("node.not-ready"),
                        java.util.List.of("node.unreachable"),
                        java.util.List.of("node.disk-pressure"));
    }

    private static Container requesting(
            String name, String cpu, @org.jspecify.annotations.Nullable String restartPolicy) {
        return new ContainerBuilder()
                .withName(name)
                .withRestartPolicy(restartPolicy)
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .endResources()
                .build();
    }
}
