package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.after;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OomKilledTest {
    private static final String ID = "pod.oom-killed";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSpeakWhenAContainerWasKilledForMemory() {
        // When
        cluster.with(limited(killed(), "64Mi"));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Container web was killed for using too much memory (limit 64Mi, 2 restarts)");
    }

    @Test
    void shouldSayThatThereIsNoLimit() {
        // When
        cluster.with(killed());

        // Then
        assertThat(cluster.finding(ID).parameter("limit")).isEqualTo("none");
    }

    @Test
    void shouldFallSilentWhenTheWindowHasPassed() {
        // Given
        cluster.with(killed());
        assertThat(cluster.rules()).containsExactly(ID);

        // When
        cluster.after(Duration.ofMinutes(14));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldSpeakInsteadOfTheCrashLoop() {
        // When
        cluster.with(running(
                        "web-1",
                        after(
                                        waiting("web", "CrashLoopBackOff", "back-off"),
                                        4,
                                        137,
                                        "OOMKilled",
                                        "08:58:00",
                                        "2026-03-02T08:59:00Z")
                                .build())
                .build());

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldSpeakOnlyAboutTheInitContainerWhileOthersWaitForIt() {
        // When
        cluster.with(running(
                        "web-1",
                        after(
                                        waiting("web", "PodInitializing", ""),
                                        3,
                                        1,
                                        "Error",
                                        "2026-03-02T08:57:00Z",
                                        "2026-03-02T08:58:00Z")
                                .build())
                .editStatus()
                .withInitContainerStatuses(after(
                                waiting("migrate", "CrashLoopBackOff", ""),
                                1,
                                137,
                                "OOMKilled",
                                "2026-03-02T08:58:30Z",
                                "2026-03-02T08:59:00Z")
                        .build())
                .endStatus()
                .build());

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
        assertThat(cluster.finding(ID).part()).isEqualTo("migrate");
    }

    @Test
    void shouldBeSilentWhenThePodIsOver() {
        // When
        cluster.with(killed().toBuilder()
                .editStatus()
                .withPhase("Failed")
                .endStatus()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNotBlameTheNodeWhenTheLimitIsBelowIt() {
        // When
        cluster.with(limited(killed(), "64Mi"))
                .with(node("n1", "Unknown", "2026-03-02T08:30:00Z"), node("n2", "Unknown", "2026-03-02T08:30:00Z"));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Pod killed() {
        return running(
                        "web-1",
                        after(
                                        started("web", "2026-03-02T08:59:05Z"),
                                        2,
                                        137,
                                        "OOMKilled",
                                        "2026-03-02T08:00:00Z",
                                        "2026-03-02T08:59:00Z")
                                .build())
                .build();
    }

    private static Pod limited(Pod pod, String limit) {
        return pod.toBuilder()
                .editSpec()
                .editFirstContainer()
                .withNewResources()
                .addToLimits("memory", new Quantity(limit))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }
}
