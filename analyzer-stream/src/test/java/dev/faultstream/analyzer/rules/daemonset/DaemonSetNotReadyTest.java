package dev.faultstream.analyzer.rules.daemonset;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static dev.faultstream.analyzer.testing.WorkloadObjects.readyNode;
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
import org.junit.jupiter.params.provider.ValueSource;

class DaemonSetNotReadyTest {
    private static final String RULE = "daemon-set.not-ready";
    private static final String SHORT = """
            {metadata: {creationTimestamp: '2026-03-02T06:00:00Z'}, spec: {template: {spec: {}}},
             status: {observedGeneration: 1, desiredNumberScheduled: 3, currentNumberScheduled: 3,
              updatedNumberScheduled: 3, numberReady: 2}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata set = object("DaemonSet", "agent", SHORT);

    @Test
    void shouldSpeakWhenAPodOnAHealthyNodeIsNotReady() {
        // When
        cluster.with(readyNode("n1"), unreadyPod(set, "agent-a"), set);

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Daemon set agent is ready on 2 of 3 nodes");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.WARNING);
        assertThat(cluster.finding(RULE).grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:01Z"));
    }

    @Test
    void shouldBeCriticalAndSoonerWhenNoPodIsReady() {
        // When
        cluster.with(
                readyNode("n1"),
                unreadyPod(set, "agent-a"),
                object("DaemonSet", "agent", SHORT.replace("numberReady: 2", "numberReady: 0")));

        // Then
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.finding(RULE).grace()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    all are ready | numberReady: 2 | numberReady: 3
                    no node is wanted | desiredNumberScheduled: 3 | desiredNumberScheduled: 0
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    its spec is not observed yet | observedGeneration: 1 | observedGeneration: 0
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(
                readyNode("n1"),
                unreadyPod(set, "agent-a"),
                object("DaemonSet", "agent", SHORT.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{status: {conditions: [{type: 'Ready', status: 'Unknown', lastTransitionTime: '2026-03-02T08:30:00Z'}]}}",
                "{spec: {taints: [{key: 'ToBeDeletedByClusterAutoscaler'}]}, status: {conditions: [{type: 'Ready', status: 'True'}]}}",
                "{spec: {taints: [{key: 'karpenter.sh/disrupted'}]}, status: {conditions: [{type: 'Ready', status: 'True'}]}}",
                "{metadata: {deletionTimestamp: '2026-03-02T08:59:00Z'}, status: {conditions: [{type: 'Ready', status: 'True'}]}}",
                "{metadata: {creationTimestamp: '2026-03-02T08:57:00Z'}, status: {conditions: [{type: 'Ready', status: 'True'}]}}"
            })
    void shouldBeSilentWhenTheMissingPodIsOnANodeThatExcusesIt(String node) {
        // When
        cluster.with(object("Node", "n1", node), unreadyPod(set, "agent-a"), set);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldSubtractNodesThatAreDownWhenOthersLackAPodToo() {
        // Given
        HasMetadata down = object(
                "Node",
                "n2",
                "{status: {conditions: [{type: 'Ready', status: 'False', lastTransitionTime: '2026-03-02T08:58:00Z'}]}}");
        HasMetadata onDown = owned(
                set,
                "Pod",
                "agent-b",
                "{spec: {nodeName: 'n2'}, status: {conditions: [{type: 'Ready', status: 'False'}]}}");

        // When
        cluster.with(
                readyNode("n1"),
                down,
                onDown,
                unreadyPod(set, "agent-a"),
                object("DaemonSet", "agent", SHORT.replace("numberReady: 2", "numberReady: 1")));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Daemon set agent is ready on 1 of 2 nodes");
    }

    @Test
    void shouldBeSilentWhenANewNodeHasNoPodYet() {
        // Given
        HasMetadata young = object(
                "Node",
                "n9",
                "{metadata: {creationTimestamp: '2026-03-02T08:58:00Z'}, status: {conditions: [{type: 'Ready', status: 'True'}]}}");

        // When
        cluster.with(
                young,
                readyNode("n1"),
                object(
                        "DaemonSet",
                        "agent",
                        SHORT.replace("Scheduled: 3", "Scheduled: 1").replace("Ready: 2", "Ready: 0")));
        List<String> young5 = cluster.rules();
        cluster.after(Duration.ofMinutes(4));

        // Then
        assertThat(young5).doesNotContain(RULE);
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldBeSilentWhileAnUpdateMoves() {
        // Given
        HasMetadata updating =
                object("DaemonSet", "agent", SHORT.replace("updatedNumberScheduled: 3", "updatedNumberScheduled: 1"));
        HasMetadata fresh = owned(set, "Pod", "agent-a", """
                {metadata: {creationTimestamp: '2026-03-02T08:50:00Z', labels: {'controller-revision-hash': 'b'}},
                 spec: {nodeName: 'n1'}, status: {conditions: [{type: 'Ready', status: 'False'}]}}
                """);

        // When
        cluster.with(readyNode("n1"), fresh, updating);
        List<String> moving = cluster.rules();
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(moving).doesNotContain(RULE);
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldBeExplainedByItsPods() {
        // When
        cluster.with(readyNode("n1"), set, killedPod(set, "agent-a"));

        // Then
        assertThat(cluster.causes(RULE)).contains(List.of("pod.oom-killed"));
    }
}
