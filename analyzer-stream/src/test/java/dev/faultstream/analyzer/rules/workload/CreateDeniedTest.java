package dev.faultstream.analyzer.rules.workload;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateDeniedTest {
    private static final String RULE = "workload.create-denied";
    private static final String REPLICA_SET = """
            {spec: {replicas: 2, template: {spec: {containers: [
              {name: 'web', envFrom: [{configMapRef: {name: 'app'}}]}]}}},
             status: {replicas: 0, conditions: [{type: 'ReplicaFailure', status: 'True',
             reason: 'FailedCreate', lastTransitionTime: '2026-03-02T08:40:00Z', message: "%s"}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    pods is forbidden: violates PodSecurity 'restricted:latest': x | pod-security
                    admission webhook 'policy.example.com' denied the request: no | webhook
                    ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no | policy
                    pods is forbidden: minimum memory usage per Container is 100Mi, but request is 50Mi | limit-range
                    pods is forbidden: cpu max limit to request ratio per Pod is 2, but provided ratio is 4 | limit-range
                    pods is forbidden: unable to validate against any security context constraint: [] | scc
                    """)
    void shouldNameTheCauseWhenAdmissionRefusesThePods(String text, String cause) {
        // Given
        cluster.with(object("ConfigMap", "app", "{data: {a: 'b'}}"));

        // When
        cluster.with(object("ReplicaSet", "web", REPLICA_SET.formatted(text)));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("ReplicaSet web cannot create pods: admission refuses them (" + cause + "): " + text);
    }

    @Test
    void shouldNameTheWebhookThatRefuses() {
        // When
        cluster.with(object(
                "ReplicaSet",
                "web",
                REPLICA_SET.formatted("admission webhook \\\"policy.example.com\\\" denied the request: no")));

        // Then
        assertThat(cluster.finding(RULE).parameter("webhook")).isEqualTo("policy.example.com");
    }

    @Test
    void shouldBeExplainedByAMissingDependencyOfTheWorkload() {
        // Given
        HasMetadata deployment = object("Deployment", "web", """
                {spec: {replicas: 2, template: {spec: {containers: [
                  {name: 'web', envFrom: [{configMapRef: {name: 'app'}}]}]}}}}
                """);

        // When
        cluster.with(
                deployment,
                owned(deployment, "ReplicaSet", "web-1", REPLICA_SET.formatted("violates PodSecurity 'baseline'")));

        // Then
        assertThat(cluster.causes(RULE)).isEqualTo(List.of(List.of("workload.dependency-missing")));
    }
}
