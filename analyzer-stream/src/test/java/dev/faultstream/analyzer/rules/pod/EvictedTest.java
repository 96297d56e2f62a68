package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NAMESPACE;
import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.ended;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.owned;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvictedTest {
    private static final String ID = "pod.evicted";
    private static final String LOW = "The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi.";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldNameTheResourceThatTheNodeRanLowOn() {
        // When
        cluster.with(evicted(LOW));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Pod web-1 was evicted from node n1, which ran low on ephemeral-storage");
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The node was low on resource: memory. Container web was using 1Gi.|memory",
                "The node was low on resource: [MemoryPressure].|MemoryPressure",
                "Pod The node had condition: [DiskPressure]. |DiskPressure",
                "Pod was evicted|resources",
            })
    void shouldReadTheResource(String message, String resource) {
        // When
        cluster.with(evicted(message));

        // Then
        assertThat(cluster.finding(ID).parameter("resource")).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource({
        "Container web exceeded its local ephemeral storage limit \"1Gi\".",
        "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.",
        "Usage of EmptyDir volume \"tmp\" exceeds the limit \"1Gi\"."
    })
    void shouldBeSilentWhenThePodUsedMoreThanItMay(String message) {
        // When
        cluster.with(evicted(message));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldCountFromTheDisruption() {
        // When
        cluster.with(evicted(LOW).toBuilder()
                .editStatus()
                .addNewCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .withLastTransitionTime("2026-03-02T08:29:00Z")
                .endCondition()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T08:29:00Z"));
    }

    @Test
    void shouldFallSilentAfterAnHour() {
        // Given
        cluster.with(evicted(LOW));

        // When
        cluster.after(Duration.ofMinutes(30));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenTheOwnerIsGone() {
        // Given
        ReplicaSet owner = new ReplicaSetBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("web")
                .withUid("r1")
                .endMetadata()
                .build();
        Pod pod = owned(evicted(LOW), owner);
        cluster.with(owner).with(pod);
        assertThat(cluster.rules()).contains(ID);

        // When
        cluster.without(owner);

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameThePressureOfTheNode() {
        // When
        cluster.with(node("n1")
                        .editStatus()
                        .addNewCondition()
                        .withType("DiskPressure")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .with(evicted(LOW));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("node.disk-pressure"));
    }

    private static Pod evicted(String message) {
        return running(
                        "web-1",
                        ended("web", 137, "Error", "2026-03-02T08:00:00Z", "2026-03-02T08:30:00Z")
                                .build())
                .editStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withMessage(message)
                .endStatus()
                .build();
    }
}
