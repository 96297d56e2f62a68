package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.ended;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodNotReadyTest {
    private static final String ID = "pod.not-ready";
    private static final String UNREADY = "2026-03-02T08:52:00Z";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSpeakWhenAContainerIsNotReady() {
        // Given
        Pod pod = unready(started("web", "2026-03-02T08:00:00Z").build());

        // When
        cluster.with(pod)
                .with(warning(
                        pod, "web", "Unhealthy", "Readiness probe failed: connection refused", "2026-03-02T08:59:00Z"));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo(
                        "Container web of pod web-1 is not ready for 8 min: Readiness probe failed: connection refused");
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse(UNREADY));
    }

    @Test
    void shouldCountFromTheEndOfTheStartupProbe() {
        // Given
        Pod pod = unready(started("web", "2026-03-02T08:55:00Z").build()).toBuilder()
                .editSpec()
                .editFirstContainer()
                .withNewStartupProbe()
                .withInitialDelaySeconds(20)
                .withFailureThreshold(10)
                .withPeriodSeconds(10)
                .endStartupProbe()
                .endContainer()
                .endSpec()
                .build();

        // When
        cluster.with(pod);

        // Then
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T08:57:00Z"));
    }

    @Test
    void shouldCountFromTheEndOfTheInitialDelay() {
        // Given
        Pod pod = unready(started("web", "2026-03-02T08:52:00Z").build()).toBuilder()
                .editSpec()
                .editFirstContainer()
                .withNewReadinessProbe()
                .withInitialDelaySeconds(60)
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .build();

        // When
        cluster.with(pod);

        // Then
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T08:53:30Z"));
    }

    @Test
    void shouldBeSilentWhenOnlyAReadinessGateIsMissing() {
        // When
        cluster.with(unready(started("web", "2026-03-02T08:00:00Z").build()).toBuilder()
                .editStatus()
                .editMatchingCondition(condition -> "ContainersReady".equals(condition.getType()))
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenThePodHasAnotherFinding() {
        // When
        cluster.with(unready(waiting("web", "ErrImagePull", "not found").build()));

        // Then
        assertThat(cluster.rules()).containsExactly("pod.image-not-found");
    }

    @Test
    void shouldBeSilentAboutPodsOfJobs() {
        // When
        cluster.with(unready(started("web", "2026-03-02T08:00:00Z").build()).toBuilder()
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName("nightly")
                .withUid("j1")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenAContainerIsDone() {
        // When
        cluster.with(unready(
                        ended("web", 0, "Completed", "2026-03-02T08:00:00Z", UNREADY)
                                .build(),
                        started("other", "2026-03-02T08:00:00Z").withReady(true).build())
                .toBuilder()
                .editSpec()
                .withRestartPolicy("OnFailure")
                .endSpec()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenOnlyAnEphemeralContainerIsUnready() {
        // When
        cluster.with(
                unready(started("web", "2026-03-02T08:00:00Z").withReady(true).build()).toBuilder()
                        .editStatus()
                        .withEphemeralContainerStatuses(
                                started("debug", "2026-03-02T08:00:00Z").build())
                        .endStatus()
                        .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameTheNodeThatIsNotReady() {
        // When
        cluster.with(
                        node("n1", "False", "2026-03-02T08:30:00Z"),
                        node("n2").build(),
                        node("n3").build())
                .with(unready(started("web", "2026-03-02T08:00:00Z").build()));

        // Then
        assertThat(cluster.causes(ID)).first().isEqualTo(List.of("node.not-ready"));
    }

    private static Pod unready(ContainerStatus... statuses) {
        return running("web-1", statuses)
                .editStatus()
                .addToConditions(condition("Ready"), condition("ContainersReady"))
                .endStatus()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.PodCondition condition(String type) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus("False")
                .withLastTransitionTime(UNREADY)
                .build();
    }
}
