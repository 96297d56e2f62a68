package dev.faultstream.analyzer.rules.workload;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyMissingTest {
    private static final String RULE = "workload.dependency-missing";
    private static final String USES_APP =
            "{template: {spec: {containers: [{name: 'web', envFrom: [{configMapRef: {name: 'app'}}]}]}}}";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {containers: [{name: 'a', env: [{name: 'X', valueFrom: {configMapKeyRef: {name: 'x', key: 'k'}}}]}]} | ConfigMap x
                    {initContainers: [{name: 'a', env: [{name: 'X', valueFrom: {secretKeyRef: {name: 'x', key: 'k'}}}]}]} | Secret x
                    {containers: [{name: 'a', envFrom: [{configMapRef: {name: 'x'}}]}]} | ConfigMap x
                    {containers: [{name: 'a', envFrom: [{secretRef: {name: 'x'}}]}]} | Secret x
                    {volumes: [{name: 'v', configMap: {name: 'x'}}]} | ConfigMap x
                    {volumes: [{name: 'v', secret: {secretName: 'x'}}]} | Secret x
                    {volumes: [{name: 'v', projected: {sources: [{configMap: {name: 'x'}}]}}]} | ConfigMap x
                    {volumes: [{name: 'v', projected: {sources: [{secret: {name: 'x'}}]}}]} | Secret x
                    {volumes: [{name: 'v', csi: {driver: 'd', nodePublishSecretRef: {name: 'x'}}}]} | Secret x
                    {volumes: [{name: 'v', persistentVolumeClaim: {claimName: 'x'}}]} | PersistentVolumeClaim x
                    {serviceAccountName: 'x'} | ServiceAccount x
                    {priorityClassName: 'x'} | PriorityClass x
                    {runtimeClassName: 'x'} | RuntimeClass x
                    """)
    void shouldSpeakWhenAReferenceOfTheTemplateLeadsNowhere(String template, String target) {
        // When
        cluster.with(object("Deployment", "web", "{spec: {replicas: 1, template: {spec: " + template + "}}}"));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo(
                        "Deployment web refers to " + target + ", which does not exist; its next pod will not start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{containers: [{name: 'a', env: [{name: 'X', value: 'y'}]}]}",
                "{containers: [{name: 'a', envFrom: [{configMapRef: {name: 'x', optional: true}}]}]}",
                "{volumes: [{name: 'v', secret: {secretName: 'x', optional: true}}]}",
                "{imagePullSecrets: [{name: 'x'}]}",
                "{priorityClassName: 'system-cluster-critical'}",
                "{volumes: [{name: 'v', configMap: {name: 'there'}}]}"
            })
    void shouldBeSilentWhenNothingIsMissingThatIsNeeded(String template) {
        // Given
        cluster.with(object("ConfigMap", "there", "{data: {a: 'b'}}"));

        // When
        cluster.with(object("Deployment", "web", "{spec: {replicas: 1, template: {spec: " + template + "}}}"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldSpeakWhenOnlyANamedKeyIsMissing() {
        // Given
        cluster.with(object("Secret", "app", "{facts: {keys: {other: 3}}}"));

        // When
        cluster.with(object("Deployment", "web", """
                {spec: {replicas: 1, template: {spec: {containers: [{name: 'a', env: [
                  {name: 'X', valueFrom: {secretKeyRef: {name: 'app', key: 'password'}}},
                  {name: 'Y', valueFrom: {secretKeyRef: {name: 'app', key: 'other'}}}]}]}}}}
                """));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Deployment web refers to a key of Secret app, which does not exist; its next pod will not"
                        + " start");
        assertThat(cluster.finding(RULE).parameter("key")).isEqualTo("password");
        assertThat(cluster.finding(RULE).evidence().get(0).text()).isEqualTo("Secret app has no key password");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    StatefulSet | {spec: USES} | true
                    DaemonSet | {spec: USES, status: {desiredNumberScheduled: 1, numberReady: 1}} | true
                    ReplicaSet | {spec: USES} | true
                    Job | {spec: USES} | true
                    CronJob | {spec: {schedule: '0 0 * * *', jobTemplate: {spec: USES}}} | true
                    Job | {spec: USES, status: {conditions: [{type: 'Complete', status: 'True'}]}} | false
                    CronJob | {spec: {suspend: true, schedule: '0 0 * * *', jobTemplate: {spec: USES}}} | false
                    DaemonSet | {spec: USES, status: {desiredNumberScheduled: 0}} | false
                    StatefulSet | {metadata: {deletionTimestamp: '2026-03-02T08:59:00Z'}, spec: USES} | false
                    """)
    void shouldLookAtEveryWorkloadThatIsNotOff(String kind, String body, boolean speaks) {
        // When
        cluster.with(object(kind, "web", body.replace("USES", USES_APP)));

        // Then
        assertThat(cluster.rules().contains(RULE)).isEqualTo(speaks);
    }

    @Test
    void shouldLeaveItToTheDeploymentWhenAReplicaSetHasOne() {
        // Given
        HasMetadata deployment = object("Deployment", "web", "{spec: " + USES_APP + "}");

        // When
        cluster.with(deployment, owned(deployment, "ReplicaSet", "web-1", "{spec: " + USES_APP + "}"));

        // Then
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @Test
    void shouldFallSilentWhenTheObjectIsCreated() {
        // Given
        cluster.with(object("StatefulSet", "web", "{spec: " + USES_APP + "}"));

        // When
        cluster.with(object("ConfigMap", "app", "{}"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldStayUndecidedWhenTheKindCannotBeListed() {
        // Given
        cluster.unsynced(ConfigMap.class, KindUnsynced.Reason.FORBIDDEN);

        // When
        cluster.with(object("StatefulSet", "web", "{spec: " + USES_APP + "}"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeExplainedByTheResourceThatIsToMakeTheObject() {
        // Given
        KindRef certificate = new KindRef("cert-manager.io", "Certificate");
        cluster.synced(certificate).with(object("cert-manager.io/v1", "Certificate", "web-tls", """
                        {spec: {secretName: 'tls'}, status: {conditions: [{type: 'Ready', status: 'False',
                          reason: 'DoesNotExist', lastTransitionTime: '2026-03-02T08:00:00Z'}]}}
                        """));

        // When
        cluster.with(object(
                "StatefulSet",
                "web",
                "{spec: {template: {spec: {volumes: [{name: 'v', secret: {secretName: 'tls'}}]}}}}"));

        // Then
        assertThat(cluster.causes(RULE)).hasSize(1);
    }
}
