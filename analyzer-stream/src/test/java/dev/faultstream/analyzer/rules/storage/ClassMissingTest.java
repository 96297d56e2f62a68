package dev.faultstream.analyzer.rules.storage;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassMissingTest {
    private static final String RULE = "pvc.class-missing";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {spec: {storageClassName: 'gone'}, status: {phase: 'Pending'}} | true
                    {metadata: {annotations: {'volume.beta.kubernetes.io/storage-class': 'gone'}}, spec: {}, status: {phase: 'Pending'}} | true
                    {spec: {storageClassName: 'gone'}, status: {phase: 'Bound'}} | false
                    {spec: {storageClassName: 'there'}, status: {phase: 'Pending'}} | false
                    {spec: {storageClassName: ''}, status: {phase: 'Pending'}} | false
                    {spec: {}, status: {phase: 'Pending'}} | false
                    {metadata: {deletionTimestamp: '2026-03-02T08:59:00Z'}, spec: {storageClassName: 'gone'}, status: {phase: 'Pending'}} | false
                    """)
    void shouldSpeakWhenAPendingClaimNamesAClassThatDoesNotExist(String claim, boolean speaks) {
        // Given
        cluster.with(object("StorageClass", "there", "{provisioner: 'x', volumeBindingMode: 'WaitForFirstConsumer'}"));

        // When
        cluster.with(object("PersistentVolumeClaim", "data", claim));

        // Then
        assertThat(cluster.rules().contains(RULE)).isEqualTo(speaks);
    }

    @Test
    void shouldNameClaimAndClassAndBeAlone() {
        // When
        cluster.with(object(
                "PersistentVolumeClaim", "data", "{spec: {storageClassName: 'gone'}, status: {phase: 'Pending'}}"));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Claim data asks for the storage class gone, which does not exist");
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @Test
    void shouldStayUndecidedWhenClassesCannotBeListed() {
        // Given
        cluster.unsynced(StorageClass.class, KindUnsynced.Reason.FORBIDDEN);

        // When
        cluster.with(object(
                "PersistentVolumeClaim", "data", "{spec: {storageClassName: 'gone'}, status: {phase: 'Pending'}}"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE, "pvc.pending");
    }
}
