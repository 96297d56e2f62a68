package dev.faultstream.analyzer.rules.deployment;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static dev.faultstream.analyzer.testing.WorkloadObjects.readyPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.unreadyPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicasShortTest {
    private static final String RULE = "deployment.replicas-short";
    private static final String SHORT = """
            {metadata: {creationTimestamp: '2026-03-02T06:00:00Z'}, spec: {replicas: 3},
             status: {observedGeneration: 1, replicas: 3, updatedReplicas: 3, availableReplicas: 2, conditions: [
              {type: 'Available', status: 'True', lastTransitionTime: '2026-03-02T07:00:00Z'},
              {type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable',
               lastUpdateTime: '2026-03-02T08:55:00Z'}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata deployment = object("Deployment", "web", SHORT);
    private final HasMetadata set = owned(deployment, "ReplicaSet", "web-1", "{spec: {replicas: 3}}");

    @Test
    void shouldCountFromTheMissingPodWhenReplicasAreShort() {
        // When
        cluster.with(set, readyPod(set, "web-1-a"), readyPod(set, "web-1-b"), unreadyPod(set, "web-1-c"), deployment);

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Deployment web has 2 of 3 replicas available");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:01Z"));
    }

    @Test
    void shouldCountFromTheDeletionWhenAPodIsBeingDrained() {
        // Given
        HasMetadata leaving = owned(set, "Pod", "web-1-d", """
                {metadata: {deletionTimestamp: '2026-03-02T08:59:30Z', deletionGracePeriodSeconds: 30},
                 spec: {}, status: {phase: 'Running', conditions: [
                  {type: 'Ready', status: 'True', lastTransitionTime: '2026-03-02T06:01:00Z'}]}}
                """);

        // When
        cluster.with(set, readyPod(set, "web-1-a"), readyPod(set, "web-1-b"), leaving, deployment);

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:59:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    all are available | availableReplicas: 2 | availableReplicas: 3
                    it is scaled to zero | {replicas: 3} | {replicas: 0}
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    its spec is not observed yet | observedGeneration: 1 | observedGeneration: 0
                    it is rolling out | NewReplicaSetAvailable | ReplicaSetUpdated
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(object("Deployment", "web", SHORT.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).isEmpty();
    }

    @Test
    void shouldLeaveItToTheRolloutWhenThatIsStuck() {
        // When
        cluster.with(object(
                "Deployment",
                "web",
                SHORT.replace(
                        "status: 'True', reason: 'NewReplicaSetAvailable'",
                        "status: 'False', reason: 'ProgressDeadlineExceeded'")));

        // Then
        assertThat(cluster.rules()).containsExactly("deployment.rollout-stuck");
    }

    @Test
    void shouldSpeakAboutAPausedDeploymentAndWhenARolloutIsPastItsDeadline() {
        // Given
        String rolling = SHORT.replace("NewReplicaSetAvailable", "ReplicaSetUpdated");

        // When
        cluster.with(
                object("Deployment", "web", rolling),
                object("Deployment", "api", rolling.replace("{replicas: 3}", "{replicas: 3, paused: true}")));
        List<String> at = cluster.rules();
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(at).containsExactly(RULE);
        assertThat(cluster.rules()).containsExactly(RULE, RULE);
    }

    @Test
    void shouldBeExplainedByItsPods() {
        // When
        cluster.with(deployment, set, killedPod(set, "web-1-a"));

        // Then
        assertThat(cluster.causes(RULE)).contains(List.of("pod.oom-killed"));
    }
}
