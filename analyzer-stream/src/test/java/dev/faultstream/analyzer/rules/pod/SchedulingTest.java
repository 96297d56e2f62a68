package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.tainted;
import static dev.faultstream.analyzer.testing.PodObjects.unscheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

/** Which of the scheduler's reasons is told, and for which pods none is. */
class SchedulingTest {
    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldTellTheReasonOfMostNodes() {
        // When
        cluster.with(unscheduled("web-1", "0/6 nodes are available: 2 Insufficient cpu, 4 Insufficient memory.")
                .build());

        // Then
        assertThat(cluster.finding("pod.unschedulable-resources").parameter("resource"))
                .isEqualTo("memory");
    }

    @Test
    void shouldTellTheReasonOfTheEarlierRowWhenNodesAreEqual() {
        // When
        cluster.with(unscheduled(
                        "web-1",
                        "0/4 nodes are available: 2 node(s) didn't match Pod's node affinity/selector, 2 Too many"
                                + " pods.")
                .build());

        // Then
        assertThat(cluster.rules()).containsExactly("pod.unschedulable-resources");
    }

    @Test
    void shouldTellTheReasonAboutThePodItself() {
        // When
        cluster.with(unscheduled(
                        "web-1",
                        "0/4 nodes are available: 4 Insufficient cpu, persistentvolumeclaim \"data\" not found.")
                .build());

        // Then
        assertThat(cluster.rules()).containsExactly("pod.unschedulable-claim");
    }

    @Test
    void shouldLeaveOutControlPlaneNodesWhenTheyAreNamed() {
        // When
        cluster.with(tainted("m1", CONTROL_PLANE), tainted("m2", CONTROL_PLANE), tainted("m3", CONTROL_PLANE))
                .with(unscheduled(
                                "web-1",
                                "0/4 nodes are available: 1 Insufficient cpu, 3 node(s) had untolerated taint {"
                                        + CONTROL_PLANE + ": }.")
                        .build());

        // Then
        assertThat(cluster.message("pod.unschedulable-resources"))
                .isEqualTo("Pod web-1 cannot be scheduled: 1 of 4 nodes do not have enough cpu (full)");
    }

    @Test
    void shouldLeaveOutControlPlaneNodesWhenNoTaintIsNamed() {
        // When
        cluster.with(tainted("m1", CONTROL_PLANE), tainted("m2", CONTROL_PLANE), tainted("g1", "gpu"))
                .with(unscheduled(
                                "web-1",
                                "0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint(s).")
                        .build());

        // Then
        assertThat(cluster.rules()).containsExactly("pod.unschedulable-resources");
    }

    @Test
    void shouldTellOfControlPlaneNodesWhenThereIsNothingElse() {
        // When
        cluster.with(tainted("m1", CONTROL_PLANE))
                .with(unscheduled("web-1", "0/1 nodes are available: 1 node(s) had untolerated taint(s).")
                        .build());

        // Then
        assertThat(cluster.finding("pod.unschedulable-taint").parameter("key")).isEqualTo(CONTROL_PLANE);
    }

    @Test
    void shouldTellTheReasonOfTheOnlyNodeThatAPodIsFor() {
        // Given
        Pod pod = new PodBuilder(unscheduled(
                                "agent-1",
                                "0/3 nodes are available: 1 Insufficient memory, 2 node(s) didn't match Pod's node"
                                        + " affinity/selector.")
                        .build())
                .editSpec()
                .withNewAffinity()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues("n1")
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();

        // When
        cluster.with(pod);

        // Then
        assertThat(cluster.rules()).containsExactly("pod.unschedulable-resources");
    }

    @Test
    void shouldBeSilentAboutReasonsOfRulesToCome() {
        // When
        cluster.with(unscheduled("web-1", "0/3 nodes are available: 3 node(s) had volume node affinity conflict.")
                        .build())
                .with(unscheduled("web-2", "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.")
                        .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenThePodHasANode() {
        // When
        cluster.with(unscheduled("web-1", "0/3 nodes are available: 3 Insufficient cpu.")
                .editSpec()
                .withNodeName("n1")
                .endSpec()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutPlaceholders() {
        // When
        cluster.with(unscheduled("overprovisioner-1", "0/3 nodes are available: 3 Insufficient cpu.")
                .editSpec()
                .withPriority(-10)
                .endSpec()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutPodsThatAreDeletedOrOver() {
        // When
        cluster.with(
                unscheduled("web-1", "0/3 nodes are available: 3 Insufficient cpu.")
                        .editMetadata()
                        .withDeletionTimestamp("2026-03-02T09:00:00Z")
                        .endMetadata()
                        .build(),
                unscheduled("web-2", "0/3 nodes are available: 3 Insufficient cpu.")
                        .editStatus()
                        .withPhase("Failed")
                        .endStatus()
                        .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutGatedPods() {
        // When
        cluster.with(unscheduled("web-1", "Scheduling is blocked due to non-empty scheduling gates")
                .editStatus()
                .editFirstCondition()
                .withReason("SchedulingGated")
                .endCondition()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldStayUndecidedWhileNodesAreListed() {
        // Given
        cluster.unsynced(Node.class, dev.faultstream.schemas.snapshot.KindUnsynced.Reason.LISTING);

        // When
        cluster.with(unscheduled("web-1", "0/1 nodes are available: 1 node(s) had untolerated taint(s).")
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain("pod.unschedulable-taint");
    }

    @Test
    void shouldFallSilentWhenThePodFindsItsNode() {
        // Given
        Pod pod = unscheduled("web-1", "0/1 nodes are available: 1 Insufficient cpu.")
                .build();
        cluster.with(node("n1").build()).with(pod);
        assertThat(cluster.rules()).containsExactly("pod.unschedulable-resources");

        // When
        cluster.with(new PodBuilder(pod).editSpec().withNodeName("n1").endSpec().build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }
}
