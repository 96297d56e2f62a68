package dev.faultstream.analyzer.rules.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnobservedKindTest {
    private static final String ID = "watcher.unobserved-kind";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldNameAKindThatMayNotBeListed() {
        // When
        cluster.unsynced(Secret.class, KindUnsynced.Reason.FORBIDDEN);

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("The watcher of cluster test cannot list 1 kinds (forbidden); rules that need them are off");
        assertThat(cluster.finding(ID).part()).isEqualTo("core/Secret");
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(cluster.finding(ID).grace()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void shouldMakeOneFailureOfAllKinds() {
        // When
        cluster.unsynced(Secret.class, KindUnsynced.Reason.FORBIDDEN)
                .unsynced(ConfigMap.class, KindUnsynced.Reason.FAILING);

        // Then
        assertThat(cluster.findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.parameter("count")).isEqualTo("2"))
                .extracting(Finding::failureId)
                .containsOnly(cluster.findings().get(0).failureId());
    }

    @Test
    void shouldFallSilentWhenTheKindIsListed() {
        // Given
        cluster.unsynced(Secret.class, KindUnsynced.Reason.FAILING);

        // When
        cluster.synced(KindRef.core("Secret"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }
}
