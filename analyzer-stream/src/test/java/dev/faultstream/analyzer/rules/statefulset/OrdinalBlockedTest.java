package dev.faultstream.analyzer.rules.statefulset;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.readyPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.unreadyPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdinalBlockedTest {
    private static final String RULE = "stateful-set.ordinal-blocked";
    private static final String BLOCKED = """
            {metadata: {creationTimestamp: '2026-03-02T06:00:00Z'},
             spec: {replicas: 4, volumeClaimTemplates: [{metadata: {name: 'data'}}]},
             status: {observedGeneration: 1, replicas: 2, readyReplicas: 1}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata set = object("StatefulSet", "db", BLOCKED);

    @Test
    void shouldSpeakWhenAPodKeepsLaterOnesFromBeingCreated() {
        // When
        cluster.with(readyPod(set, "db-0"), unreadyPod(set, "db-1"), set);

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Pod db-1 of stateful set db is not ready, so 2 later pods are not created");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:01Z"));
    }

    @Test
    void shouldSpeakWhenThePodIsMissing() {
        // When
        cluster.with(readyPod(set, "db-0"), set);

        // Then
        assertThat(cluster.message(RULE)).startsWith("Pod db-1 ").contains("2 later pods");
    }

    @Test
    void shouldCountFromTheFirstOrdinalThatIsSet() {
        // Given
        HasMetadata shifted =
                object("StatefulSet", "db", BLOCKED.replace("{replicas: 4", "{ordinals: {start: 5}, replicas: 4"));

        // When
        cluster.with(readyPod(shifted, "db-5"), unreadyPod(shifted, "db-6"), shifted);

        // Then
        assertThat(cluster.message(RULE)).startsWith("Pod db-6 ").contains("2 later pods");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    pods start in any order | {replicas: 4 | {podManagementPolicy: 'Parallel', replicas: 4
                    it is scaled to zero | {replicas: 4 | {replicas: 0
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    no later pod is wanted | {replicas: 4 | {replicas: 2
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // Given
        HasMetadata other = object("StatefulSet", "db", BLOCKED.replace(text, replacement));

        // When
        cluster.with(readyPod(other, "db-0"), unreadyPod(other, "db-1"), other);

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }

    @Test
    void shouldLeaveItToNoneReadyWhenTheFirstPodIsThereAndNotReady() {
        // Given
        HasMetadata none = object("StatefulSet", "db", BLOCKED.replace("replicas: 2, readyReplicas: 1", "replicas: 1"));

        // When
        cluster.with(unreadyPod(none, "db-0"), none);

        // Then
        assertThat(cluster.rules()).containsExactly("stateful-set.none-ready");
    }

    @Test
    void shouldBeExplainedByThePodThenItsClaim() {
        // When
        cluster.with(
                set,
                readyPod(set, "db-0"),
                killedPod(set, "db-1"),
                object("PersistentVolumeClaim", "data-db-1", "{spec: {}, status: {phase: 'Lost'}}"));

        // Then
        assertThat(cluster.causes(RULE)).containsSubsequence(List.of("pod.oom-killed"), List.of("pvc.lost"));
    }
}
