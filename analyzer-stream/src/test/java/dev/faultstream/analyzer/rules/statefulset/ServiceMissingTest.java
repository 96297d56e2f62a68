package dev.faultstream.analyzer.rules.statefulset;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.readyPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceMissingTest {
    private static final String RULE = "stateful-set.service-missing";
    private static final String SET = """
            {metadata: {creationTimestamp: '2026-03-02T06:00:00Z'}, spec: {replicas: 1, serviceName: 'db-peers'},
             status: {observedGeneration: 1, replicas: 1, readyReplicas: 1}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata set = object("StatefulSet", "db", SET);

    @Test
    void shouldInformWhenTheServiceIsMissing() {
        // When
        cluster.with(readyPod(set, "db-0"), set);

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Stateful set db names the service db-peers, which does not exist; its pods have no stable"
                        + " DNS names");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.INFO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    env: [{name: 'X', value: 'db-0.db-peers.shop.svc'}] | WARNING
                    env: [{name: 'X', value: 'db-0.db-peers:5432'}] | WARNING
                    env: [{name: 'X', value: 'tcp://db-0.db-peers/x'}] | WARNING
                    args: ['--peers', 'db-0.db-peers,db-1.db-peers'] | WARNING
                    command: ['connect', 'db-0.db-peers'] | WARNING
                    env: [{name: 'X', value: 'db-peers'}] | INFO
                    env: [{name: 'X', value: 'db-0.db-peers-old'}] | INFO
                    """)
    void shouldWarnWhenSomebodyUsesTheNamesOfSinglePods(String container, Severity severity) {
        // Given
        cluster.with(object(
                "Deployment",
                "web",
                "{spec: {replicas: 0, template: {spec: {containers: [{name: 'web', " + container + "}]}}}}"));

        // When
        cluster.with(readyPod(set, "db-0"), set);

        // Then
        assertThat(cluster.finding(RULE).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it names none | serviceName: 'db-peers' | serviceName: ''
                    the service exists | serviceName: 'db-peers' | serviceName: 'there'
                    it is scaled to zero | {replicas: 1, serviceName | {replicas: 0, serviceName
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // Given
        HasMetadata other = object("StatefulSet", "db", SET.replace(text, replacement));
        cluster.with(object("Service", "there", "{spec: {clusterIP: 'None'}}"));

        // When
        cluster.with(readyPod(other, "db-0"), other);

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenThereAreNoPods() {
        // When
        cluster.with(set);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }
}
