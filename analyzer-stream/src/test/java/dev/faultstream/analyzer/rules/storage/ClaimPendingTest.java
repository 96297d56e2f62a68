package dev.faultstream.analyzer.rules.storage;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimPendingTest {
    private static final String RULE = "pvc.pending";
    private static final String CLAIM = """
            {metadata: {creationTimestamp: '2026-03-02T08:30:00Z'}, spec: {storageClassName: 'fast'},
             status: {phase: 'Pending'}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z")
            .with(
                    object("StorageClass", "fast", "{provisioner: 'ebs.csi.aws.com', volumeBindingMode: 'Immediate'}"),
                    object("StorageClass", "hand", "{provisioner: 'kubernetes.io/no-provisioner'}"),
                    object(
                            "StorageClass",
                            "lazy",
                            "{provisioner: 'ebs.csi.aws.com', volumeBindingMode: 'WaitForFirstConsumer'}"));

    @Test
    void shouldCountFromTheCreationWhenNobodySaysWhy() {
        // When
        cluster.with(object("PersistentVolumeClaim", "data", CLAIM));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Claim data has been pending for 30 min (other)");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'fast' | '' | no-matching-volume
                    'fast' | 'hand' | no-matching-volume
                    'fast' | 'fast', volumeName: 'absent' | no-matching-volume
                    'fast' | 'fast', volumeName: 'foreign' | no-matching-volume
                    'fast' | 'fast', volumeName: 'own' | other
                    08:30:00Z' | 08:30:00Z', annotations: {'volume.kubernetes.io/storage-provisioner': 'x'} | provisioner-silent
                    'fast' | 'fast', dataSourceRef: {apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'absent'} | data-source
                    'fast' | 'fast', dataSourceRef: {apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'there'} | other
                    'fast' | 'fast', dataSourceRef: {apiGroup: 'unknown.io', kind: 'Thing', name: 'absent'} | other
                    'fast' | 'fast', dataSourceRef: {kind: 'PersistentVolumeClaim', name: 'absent'} | data-source
                    """)
    void shouldNameTheCause(String text, String replacement, String cause) {
        // Given
        cluster.synced(new KindRef("snapshot.storage.k8s.io", "VolumeSnapshot"))
                .with(
                        object("snapshot.storage.k8s.io/v1", "VolumeSnapshot", "there", "{}"),
                        object("PersistentVolume", "own", "{spec: {claimRef: {name: 'data', namespace: 'shop'}}}"),
                        object(
                                "PersistentVolume",
                                "foreign",
                                "{spec: {claimRef: {name: 'other', namespace: 'shop'}}}"));

        // When
        cluster.with(object("PersistentVolumeClaim", "data", CLAIM.replace(text, replacement)));

        // Then
        assertThat(cluster.finding(RULE).parameter("cause")).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it is bound | 'Pending' | 'Bound'
                    no class counts for it | {storageClassName: 'fast'} | {}
                    it waits for its first consumer | 'fast' | 'lazy'
                    it is being deleted | 08:30:00Z' | 08:30:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(object("PersistentVolumeClaim", "data", CLAIM.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {spec: {VOLUMES}, status: {phase: 'Pending'}} | false
                    {spec: {nodeName: 'n1', VOLUMES}, status: {phase: 'Pending'}} | true
                    {spec: {nodeName: 'n1', VOLUMES}, status: {phase: 'Succeeded'}} | false
                    {spec: {nodeName: 'n1'}, status: {phase: 'Pending'}} | false
                    """)
    void shouldWaitWithTheFirstConsumerUntilItHasANode(String pod, boolean speaks) {
        // Given
        HasMetadata user = object(
                "Pod",
                "web",
                pod.replace("VOLUMES", "volumes: [{name: 'd', persistentVolumeClaim: {claimName: 'data'}}]"));

        // When
        cluster.with(user, object("PersistentVolumeClaim", "data", CLAIM.replace("fast", "lazy")));

        // Then
        assertThat(cluster.rules().contains(RULE)).isEqualTo(speaks);
    }

    @Test
    void shouldCountFromNowWhenTheSchedulerHasChosenANode() {
        // When
        cluster.with(object(
                "PersistentVolumeClaim",
                "data",
                CLAIM.replace("fast", "lazy")
                        .replace(
                                "08:30:00Z'",
                                "08:30:00Z', annotations: {'volume.kubernetes.io/selected-node': 'n1'}")));

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(cluster.now());
    }
}
