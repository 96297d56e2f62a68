package dev.faultstream.analyzer.rules.storage;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisioningFailedTest {
    private static final String RULE = "pvc.provisioning-failed";
    private static final String CLAIM = """
            {metadata: {creationTimestamp: '2026-03-02T08:58:00Z'}, spec: {storageClassName: 'fast'},
             status: {phase: 'Pending'}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z")
            .with(object("StorageClass", "fast", "{provisioner: 'ebs.csi.aws.com'}"));
    private final HasMetadata claim = object("PersistentVolumeClaim", "data", CLAIM);

    @Test
    void shouldTellWhatTheProvisionerSays() {
        // When
        cluster.with(claim, warning(claim, "ProvisioningFailed", "no room", "08:58", "08:59"));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("The volume for claim data cannot be provisioned by class fast: no room");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:58:00Z"));
        assertThat(cluster.rules()).doesNotContain("pvc.pending");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it is bound | 'Pending' | 'Bound'
                    its class is missing | 'fast' | 'faster'
                    no class counts for it | {storageClassName: 'fast'} | {}
                    it is being deleted | 08:58:00Z' | 08:58:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // Given
        HasMetadata other = object("PersistentVolumeClaim", "data", CLAIM.replace(text, replacement));

        // When
        cluster.with(other, warning(other, "ProvisioningFailed", "no room", "08:58", "08:59"));

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }

    @Test
    void shouldNameTheDefaultClassWhenThatCounts() {
        // Given
        cluster.with(object("StorageClass", "usual", """
                {metadata: {annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}},
                 provisioner: 'ebs.csi.aws.com'}
                """));
        HasMetadata open = object("PersistentVolumeClaim", "data", CLAIM.replace("{storageClassName: 'fast'}", "{}"));

        // When
        cluster.with(open, warning(open, "ProvisioningFailed", "no room", "08:58", "08:59"));

        // Then
        assertThat(cluster.finding(RULE).parameter("class")).isEqualTo("usual");
    }

    @Test
    void shouldFallSilentWhenTheWindowHasPassed() {
        // Given
        cluster.with(claim, warning(claim, "ProvisioningFailed", "no room", "08:58", "08:59"));

        // When
        cluster.after(Duration.ofMinutes(15));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }
}
