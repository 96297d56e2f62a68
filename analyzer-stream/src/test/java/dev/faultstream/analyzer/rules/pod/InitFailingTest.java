package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NAMESPACE;
import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.after;
import static dev.faultstream.analyzer.testing.PodObjects.ended;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.owned;
import static dev.faultstream.analyzer.testing.PodObjects.starting;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitFailingTest {
    private static final String ID = "pod.init-failing";
    private static final String FROM = "2026-03-02T08:58:00Z";
    private static final String TO = "2026-03-02T08:59:00Z";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSpeakWhenAnInitContainerBacksOff() {
        // When
        cluster.with(initializing(backingOff(), null, "Always"));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Init container migrate of pod web-1 keeps failing with exit code 3 (Error)");
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldSpeakWhenItHasFailedAgain() {
        // When
        cluster.with(initializing(
                ended("migrate", 3, "Error", FROM, TO).withRestartCount(2).build(), null, "Always"));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldBeSilentAboutAFirstFailure() {
        // When
        cluster.with(initializing(
                ended("migrate", 3, "Error", FROM, TO).withRestartCount(1).build(), null, "Always"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldSpeakAboutAFirstFailureThatIsTheLast() {
        // When
        cluster.with(initializing(ended("migrate", 3, "Error", FROM, TO).build(), null, "Never"));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldBeSilentAboutSuccess() {
        // When
        cluster.with(initializing(
                ended("migrate", 0, "Completed", FROM, TO).withRestartCount(4).build(), null, "Always"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldLeaveSidecarsToTheCrashLoop() {
        // When
        cluster.with(initializing(backingOff(), "Always", "Always"));

        // Then
        assertThat(cluster.rules()).containsExactly("pod.crash-loop");
    }

    @Test
    void shouldLeavePodsThatAreNotRestartedToTheirJob() {
        // Given
        Job job = new JobBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("nightly")
                .withUid("j1")
                .endMetadata()
                .build();

        // When
        cluster.with(job)
                .with(owned(initializing(ended("migrate", 3, "Error", FROM, TO).build(), null, "Never"), job));

        // Then
        assertThat(cluster.rules()).doesNotContain(ID);
    }

    @Test
    void shouldNameTheNodeThatDoesNotAnswer() {
        // When
        cluster.with(node("n1", "Unknown", "2026-03-02T08:30:00Z")).with(initializing(backingOff(), null, "Always"));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("node.unreachable"));
    }

    private static ContainerStatus backingOff() {
        return after(waiting("migrate", "CrashLoopBackOff", "back-off"), 3, 3, "Error", FROM, TO)
                .build();
    }

    private static Pod initializing(
            ContainerStatus init, @org.jspecify.annotations.Nullable String initPolicy, String podPolicy) {
        return starting("web-1", waiting("web", "PodInitializing", "").build())
                .editSpec()
                .withRestartPolicy(podPolicy)
                .addNewInitContainer()
                .withName("migrate")
                .withRestartPolicy(initPolicy)
                .endInitContainer()
                .endSpec()
                .editStatus()
                .withInitContainerStatuses(init)
                .endStatus()
                .build();
    }
}
