package dev.faultstream.analyzer.rules.workload;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static dev.faultstream.analyzer.testing.WorkloadObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateQuotaTest {
    private static final String RULE = "workload.create-quota";
    private static final String TEXT =
            "pods \\'web-1\\' is forbidden: exceeded quota: compute, requested: requests.cpu=1, used: requests.cpu=4,"
                    + " limited: requests.cpu=4";
    private static final String REPLICA_SET = """
            {spec: {replicas: 2}, status: {replicas: 0, conditions: [{type: 'ReplicaFailure', status: 'True',
             reason: 'FailedCreate', lastTransitionTime: '2026-03-02T08:40:00Z', message: '%s'}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata deployment = object("Deployment", "web", "{spec: {replicas: 2}}");

    @Test
    void shouldTellOfTheDeploymentWhenItsReplicaSetIsRefused() {
        // When
        cluster.with(deployment, owned(deployment, "ReplicaSet", "web-1", REPLICA_SET.formatted(TEXT)));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Deployment web cannot create pods: quota compute allows no more requests.cpu (exceeded)");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:40:00Z"));
    }

    @Test
    void shouldNameTheMissingRequestWhenTheQuotaMakesItMandatory() {
        // When
        cluster.with(object(
                "ReplicaSet",
                "web",
                REPLICA_SET.formatted(
                        "pods is forbidden: failed quota: compute: must specify limits.memory for: web")));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo(
                        "ReplicaSet web cannot create pods: quota compute allows no more limits.memory (unspecified)");
    }

    @Test
    void shouldSpeakWhenAReplicationControllerIsRefused() {
        // When
        cluster.with(object("ReplicationController", "web", REPLICA_SET.formatted(TEXT)));

        // Then
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {spec: {replicas: 0}, status: {replicas: 0, conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota: q'}]}}
                    {spec: {replicas: 1}, status: {replicas: 0, conditions: [{type: 'ReplicaFailure', status: 'False', reason: 'FailedCreate', message: 'exceeded quota: q'}]}}
                    {spec: {replicas: 1}, status: {replicas: 0, conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedDelete', message: 'exceeded quota: q'}]}}
                    {spec: {replicas: 1}, status: {replicas: 0, conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'no PriorityClass'}]}}
                    {metadata: {deletionTimestamp: '2026-03-02T08:59:00Z'}, spec: {replicas: 1}, status: {conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota: q'}]}}
                    """)
    void shouldBeSilentWhenTheReplicaSetIsOffOrSaysSomethingElse(String body) {
        // When
        cluster.with(object("ReplicaSet", "web", body));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    StatefulSet | {spec: {replicas: 3}, status: {replicas: 1, readyReplicas: 1, observedGeneration: 1}} | true
                    StatefulSet | {spec: {replicas: 3}, status: {replicas: 3, readyReplicas: 3, observedGeneration: 1}} | false
                    DaemonSet | {spec: {}, status: {desiredNumberScheduled: 3, currentNumberScheduled: 1, numberReady: 3, observedGeneration: 1}} | true
                    DaemonSet | {spec: {}, status: {desiredNumberScheduled: 3, currentNumberScheduled: 3, numberReady: 3, observedGeneration: 1}} | false
                    Job | {spec: {}, status: {active: 0}} | true
                    Job | {spec: {}, status: {active: 1}} | false
                    Job | {spec: {suspend: true}, status: {active: 0}} | false
                    Job | {spec: {}, status: {conditions: [{type: 'Complete', status: 'True'}]}} | false
                    CronJob | {spec: {schedule: '0 8 * * *', jobTemplate: {spec: {}}}, status: {lastScheduleTime: '2026-03-02T08:00:00Z'}} | true
                    CronJob | {spec: {suspend: true, schedule: '0 8 * * *', jobTemplate: {spec: {}}}} | false
                    """)
    void shouldSpeakByAnEventWhenFewerPodsExistThanWanted(String kind, String body, boolean speaks) {
        // Given
        HasMetadata workload = object(kind, "web", body);

        // When
        cluster.with(workload, warning(workload, "FailedCreate", TEXT.replace("\\", ""), "08:50", "08:55"));

        // Then
        assertThat(cluster.rules().contains(RULE)).isEqualTo(speaks);
    }

    @Test
    void shouldCountFromTheFirstEventAndFallSilentTenMinutesAfterTheLast() {
        // Given
        HasMetadata set = object("StatefulSet", "db", "{spec: {replicas: 3}, status: {replicas: 1, readyReplicas: 1}}");
        cluster.with(set, warning(set, "FailedCreate", TEXT.replace("\\", ""), "08:50", "08:55"));
        Instant since = cluster.finding(RULE).since();

        // When
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(since).isEqualTo(Instant.parse("2026-03-02T08:50:00Z"));
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldFallSilentWhenACronJobHasCreatedAJobAgain() {
        // Given
        HasMetadata cronJob = object("CronJob", "report", "{spec: {schedule: '0 8 * * *', jobTemplate: {spec: {}}}}");
        cluster.with(cronJob, warning(cronJob, "FailedCreate", TEXT.replace("\\", ""), "08:50", "08:55"));

        // When
        cluster.with(
                owned(cronJob, "Job", "report-1", "{metadata: {creationTimestamp: '2026-03-02T08:56:00Z'}, spec: {}}"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenThePodsAreOnlyPlaceholders() {
        // Given
        cluster.with(object("PriorityClass", "overprovisioning", "{value: -10}"));

        // When
        cluster.with(object(
                "ReplicaSet",
                "web",
                REPLICA_SET
                        .formatted(TEXT)
                        .replace(
                                "{replicas: 2}",
                                "{replicas: 2, template: {spec: {priorityClassName: 'overprovisioning'}}}")));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }
}
