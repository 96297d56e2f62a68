package dev.faultstream.analyzer.rules.statefulset;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
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

class NoneReadyTest {
    private static final String RULE = "stateful-set.none-ready";
    private static final String DOWN = """
            {metadata: {creationTimestamp: '2026-03-02T06:00:00Z'},
             spec: {replicas: 2, template: {spec: {containers: [{name: 'db'}]}},
              volumeClaimTemplates: [{metadata: {name: 'data'}}]},
             status: {observedGeneration: 1, replicas: 1}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata set = object("StatefulSet", "db", DOWN);

    @Test
    void shouldSpeakWhenNoReplicaIsReady() {
        // When
        cluster.with(unreadyPod(set, "db-0"), set);

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Stateful set db has none of 2 replicas ready");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:01Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a replica is ready | replicas: 1} | replicas: 2, readyReplicas: 1}
                    it is scaled to zero | {replicas: 2 | {replicas: 0
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    its spec is not observed yet | observedGeneration: 1, replicas: 1 | observedGeneration: 0, replicas: 2
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(object("StatefulSet", "db", DOWN.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).isEmpty();
    }

    @Test
    void shouldGiveAsMuchTimeAsTheStartupProbeDoes() {
        // Given
        String young = DOWN.replace("T06:00:00Z", "T08:50:00Z");

        // When
        cluster.with(
                object("StatefulSet", "quick", young.replace("replicas: 1}", "replicas: 2}")),
                object(
                        "StatefulSet",
                        "slow",
                        young.replace("replicas: 1}", "replicas: 2}")
                                .replace("{name: 'db'}", "{name: 'db', startupProbe: {failureThreshold: 100}}")));

        // Then
        assertThat(cluster.finding(RULE).subject().name()).isEqualTo("quick");
    }

    @Test
    void shouldSpeakAboutAYoungSetWhenAPodHasAFindingOrTimeHasPassed() {
        // Given
        HasMetadata young = object("StatefulSet", "db", DOWN.replace("T06:00:00Z", "T08:58:00Z"));
        cluster.with(young, object("StatefulSet", "mq", DOWN.replace("T06:00:00Z", "T08:58:00Z")));

        // When
        cluster.with(killedPod(young, "db-0"));
        List<String> early = cluster.rules();
        cluster.after(Duration.ofMinutes(4));

        // Then
        assertThat(early).containsOnlyOnce(RULE);
        assertThat(cluster.rules()).filteredOn(RULE::equals).hasSize(2);
    }

    @Test
    void shouldBeExplainedByItsPodsThenItsClaims() {
        // When
        cluster.with(
                set,
                killedPod(set, "db-0"),
                object("PersistentVolumeClaim", "data-db-0", "{spec: {}, status: {phase: 'Lost'}}"));

        // Then
        assertThat(cluster.causes(RULE)).containsSubsequence(List.of("pod.oom-killed"), List.of("pvc.lost"));
    }

    @Test
    void shouldBeExplainedByABlockedOrdinalWhenItHasNoPod() {
        // When
        cluster.with(object("StatefulSet", "db", DOWN.replace("replicas: 1}", "replicas: 0}")));

        // Then
        assertThat(cluster.causes(RULE)).contains(List.of("stateful-set.ordinal-blocked"));
    }
}
