package dev.faultstream.analyzer.rules.storage;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimLostTest {
    private static final String RULE = "pvc.lost";
    private static final String LOST =
            "{spec: {storageClassName: 'fast', volumeName: 'pv-1'}, status: {phase: 'Lost'}}";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakWhenTheVolumeIsGone() {
        // When
        cluster.with(object("PersistentVolumeClaim", "data", LOST));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Claim data has lost its volume pv-1; the data may be gone");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it is bound | 'Lost' | 'Bound'
                    it is being deleted | {spec | {metadata: {deletionTimestamp: '2026-03-02T08:59:00Z'}, spec
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(object("PersistentVolumeClaim", "data", LOST.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).isEmpty();
    }
}
