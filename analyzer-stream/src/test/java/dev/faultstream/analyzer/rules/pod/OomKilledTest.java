package dev.faultstream.analyzer.rules.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OomKilledTest {
    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakWhenAContainerWasKilledForMemory() {
        // When
        cluster.with(podKilledAt("2026-03-02T08:59:00Z"));

        // Then
        assertThat(cluster.message("pod.oom-killed"))
                .isEqualTo("Container web was killed for using too much memory (limit 64Mi, 2 restarts)");
    }

    @Test
    void shouldFallSilentWhenTheWindowHasPassed() {
        // Given
        cluster.with(podKilledAt("2026-03-02T08:59:00Z"));

        // When
        cluster.after(Duration.ofMinutes(14));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    private static Pod podKilledAt(String finished) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("web-1")
                .withUid("u1")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withNewResources()
                .addToLimits("memory", new Quantity("64Mi"))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("web")
                .withRestartCount(2)
                .withNewLastState()
                .withNewTerminated()
                .withReason("OOMKilled")
                .withExitCode(137)
                .withFinishedAt(finished)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
