package dev.faultstream.analyzer.rules.deployment;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static dev.faultstream.analyzer.testing.WorkloadObjects.unreadyPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoneAvailableTest {
    private static final String RULE = "deployment.none-available";
    private static final String DOWN = """
            {metadata: {creationTimestamp: '2026-03-02T06:00:00Z'},
             spec: {replicas: 3, progressDeadlineSeconds: 600, template: {spec: {containers: [{name: 'web'}]}}},
             status: {observedGeneration: 1, replicas: 3, updatedReplicas: 3, conditions: [
              {type: 'Available', status: 'False', lastTransitionTime: '2026-03-02T08:50:00Z'}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakWhenNoReplicaIsAvailable() {
        // When
        cluster.with(object("Deployment", "web", DOWN));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Deployment web has none of 3 replicas available");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:50:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a replica is available | updatedReplicas: 3 | updatedReplicas: 3, availableReplicas: 3
                    it is scaled to zero | replicas: 3, progress | replicas: 0, progress
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    its spec is not observed yet | observedGeneration: 1 | observedGeneration: 0
                    it is young | 2026-03-02T06:00:00Z | 2026-03-02T08:56:00Z
                    its pods are placeholders | {containers | {priorityClassName: 'low', containers
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // Given
        cluster.with(object("PriorityClass", "low", "{value: -1}"));

        // When
        cluster.with(object("Deployment", "web", DOWN.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).isEmpty();
    }

    @Test
    void shouldSpeakAboutAYoungDeploymentWhenAPodHasAFinding() {
        // Given
        HasMetadata deployment =
                object("Deployment", "web", DOWN.replace("2026-03-02T06:00:00Z", "2026-03-02T08:56:00Z"));
        HasMetadata set = owned(deployment, "ReplicaSet", "web-1", "{spec: {replicas: 3}}");

        // When
        cluster.with(deployment, set, killedPod(set, "web-1-a"));

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldSpeakWhenTheDeploymentIsYoungNoMore() {
        // Given
        cluster.with(object("Deployment", "web", DOWN.replace("2026-03-02T06:00:00Z", "2026-03-02T08:56:00Z")));

        // When
        cluster.after(Duration.ofMinutes(2));

        // Then
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @Test
    void shouldGiveTimeAsTheStartupProbeDoesButNotBeyondTheDeadline() {
        // Given
        String slow = DOWN.replace("2026-03-02T06:00:00Z", "2026-03-02T08:52:00Z")
                .replace("{name: 'web'}", "{name: 'web', startupProbe: {periodSeconds: 10, failureThreshold: 90}}");

        // When
        cluster.with(
                object("Deployment", "slow", slow),
                object(
                        "Deployment",
                        "strict",
                        slow.replace("progressDeadlineSeconds: 600", "progressDeadlineSeconds: 300")));

        // Then
        assertThat(cluster.finding(RULE).subject().name()).isEqualTo("strict");
    }

    @Test
    void shouldBeSilentWhenItIsRecreatedWithinItsDeadline() {
        // Given
        String recreating = DOWN.replace(
                        "{replicas: 3, progress", "{strategy: {type: 'Recreate'}, replicas: 3, progress")
                .replace(
                        "conditions: [",
                        "conditions: [{type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', lastUpdateTime:"
                                + " '2026-03-02T08:55:00Z'},");
        cluster.with(object("Deployment", "web", recreating));
        List<String> during = cluster.rules();

        // When
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(during).isEmpty();
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @Test
    void shouldCountFromThePodsWhenTheDeploymentMayHaveNone() {
        // Given
        HasMetadata deployment = object("Deployment", "web", DOWN.replace("status: 'False'", "status: 'True'"));
        HasMetadata set = owned(deployment, "ReplicaSet", "web-1", "{spec: {replicas: 3}}");

        // When
        cluster.with(set, unreadyPod(set, "web-1-a"), deployment);

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:01Z"));
    }

    @Test
    void shouldBeExplainedByItsPodsNewestRevisionFirst() {
        // Given
        HasMetadata deployment = object("Deployment", "web", DOWN);
        HasMetadata old = owned(
                deployment,
                "ReplicaSet",
                "web-1",
                "{metadata: {annotations: {'deployment.kubernetes.io/revision': '9'}}, spec: {replicas: 1}}");
        HasMetadata newest = owned(
                deployment,
                "ReplicaSet",
                "web-2",
                "{metadata: {annotations: {'deployment.kubernetes.io/revision': '10'}}, spec: {replicas: 1}}");

        // When
        cluster.with(deployment, old, newest, unreadyPod(old, "web-1-a"), killedPod(newest, "web-2-a"));

        // Then
        assertThat(cluster.causes(RULE)).contains(List.of("pod.oom-killed"));
    }

    @Test
    void shouldBeExplainedFirstByPodsThatCannotBeCreated() {
        // Given
        HasMetadata deployment = object("Deployment", "web", DOWN);
        HasMetadata set = owned(deployment, "ReplicaSet", "web-1", """
                {spec: {replicas: 3}, status: {conditions: [{type: 'ReplicaFailure', status: 'True',
                  reason: 'FailedCreate', message: 'exceeded quota: q, requested: cpu=1'}]}}
                """);

        // When
        cluster.with(deployment, set, killedPod(set, "web-1-a"));

        // Then
        assertThat(cluster.causes(RULE)).startsWith(List.of("workload.create-quota"), List.of("pod.oom-killed"));
    }
}
