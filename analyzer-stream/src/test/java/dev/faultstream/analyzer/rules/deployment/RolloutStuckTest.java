package dev.faultstream.analyzer.rules.deployment;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutStuckTest {
    private static final String RULE = "deployment.rollout-stuck";
    private static final String STUCK = """
            {metadata: {creationTimestamp: '2026-03-02T06:00:00Z'}, spec: {replicas: 3},
             status: {observedGeneration: 1, replicas: 4, updatedReplicas: 2, availableReplicas: 3, conditions: [
              {type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded',
               lastTransitionTime: '2026-03-02T08:50:00Z', lastUpdateTime: '2026-03-02T08:50:00Z'}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata deployment = object("Deployment", "web", STUCK);
    private final HasMetadata newest = owned(deployment, "ReplicaSet", "web-2", """
            {metadata: {annotations: {'deployment.kubernetes.io/revision': '2'}}, spec: {replicas: 2},
             status: {replicas: 2, availableReplicas: 1}}
            """);

    @Test
    void shouldSpeakWhenTheDeadlineIsExceeded() {
        // When
        cluster.with(newest, deployment);

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("The rollout of deployment web is stuck: 1 of 3 updated replicas are available"
                        + " (ProgressDeadlineExceeded)");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:50:00Z"));
    }

    @Test
    void shouldSpeakWhenTheReplicaSetCannotBeCreated() {
        // When
        cluster.with(
                object("Deployment", "web", STUCK.replace("'ProgressDeadlineExceeded'", "'ReplicaSetCreateError'")));

        // Then
        assertThat(cluster.message(RULE)).contains("0 of 3").contains("(ReplicaSetCreateError)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it is paused | {replicas: 3} | {replicas: 3, paused: true}
                    it is scaled to zero | {replicas: 3} | {replicas: 0}
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    it has finished late | replicas: 4, updatedReplicas: 2 | replicas: 3, updatedReplicas: 3
                    its spec is not observed yet | observedGeneration: 1 | observedGeneration: 0
                    it progresses | status: 'False' | status: 'True'
                    its reason is another | 'ProgressDeadlineExceeded' | 'DeploymentPaused'
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(object("Deployment", "web", STUCK.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }

    @Test
    void shouldBeExplainedByPodsOfTheNewestReplicaSetOnly() {
        // Given
        HasMetadata old = owned(
                deployment,
                "ReplicaSet",
                "web-1",
                "{metadata: {annotations: {'deployment.kubernetes.io/revision': '1'}}, spec: {replicas: 2}}");

        // When
        cluster.with(deployment, old, newest, killedPod(old, "web-1-a"));
        List<List<String>> byOldPod = cluster.causes(RULE);
        cluster.with(killedPod(newest, "web-2-a"));

        // Then
        assertThat(byOldPod).isEmpty();
        assertThat(cluster.causes(RULE)).contains(List.of("pod.oom-killed"));
    }
}
