package dev.faultstream.analyzer.rules.service;

import static dev.faultstream.analyzer.testing.NetworkObjects.deployment;
import static dev.faultstream.analyzer.testing.NetworkObjects.meta;
import static dev.faultstream.analyzer.testing.NetworkObjects.pod;
import static dev.faultstream.analyzer.testing.NetworkObjects.replicaSet;
import static dev.faultstream.analyzer.testing.NetworkObjects.service;
import static dev.faultstream.analyzer.testing.NetworkObjects.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoPodsTest {
    private static final String RULE = "service.no-pods";
    private static final Map<String, String> WEB = Map.of("app", "web");

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldNameTheNearestTemplateWhenNoneMatches() {
        // Given
        Service service = new ServiceBuilder(service("web"))
                .editSpec()
                .addToSelector("tier", "front")
                .endSpec()
                .build();

        // When
        cluster.with(
                service,
                deployment("api", 1, Map.of("app", "api", "tier", "back")),
                deployment("web", 1, Map.of("app", "web", "tier", "frontend")));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Service web selects no pod (no-match): its selector is app=web,tier=front");
        assertThat(cluster.finding(RULE).evidence())
                .containsExactly(new Evidence(
                        Evidence.Type.FIELD,
                        "nearest pod template: Deployment/web, which has tier=frontend instead of front",
                        null));
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.WARNING);
        assertThat(cluster.finding(RULE).grace()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldSpeakWhenTheApiServerWritesNullForTheEndpointsThatThereAreNot() {
        // When
        cluster.with(service("web")).withJson("""
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4","endpoints":null,
                 "metadata":{"name":"web-x7b2q","namespace":"shop","labels":{"kubernetes.io/service-name":"web"}},
                 "ports":null}""");

        // Then
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @Test
    void shouldWaitLongerWhenNoTemplateHasSuchALabel() {
        // Given
        Service primary = new ServiceBuilder(service("web"))
                .editSpec()
                .addToSelector("role", "primary")
                .endSpec()
                .build();

        // When
        cluster.with(primary, deployment("web", 1, WEB));

        // Then
        assertThat(cluster.finding(RULE).grace()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void shouldBeCriticalWhenItsWorkloadHasNoPods() {
        // Given
        Deployment blocked = new DeploymentBuilder(deployment("web", 2, WEB))
                .withNewStatus()
                .addNewCondition()
                .withType("Available")
                .withStatus("False")
                .withLastTransitionTime("2026-03-02T08:50:00Z")
                .endCondition()
                .endStatus()
                .build();

        // When
        cluster.with(service("web"), blocked, replicaSet(blocked));

        // Then
        assertThat(cluster.finding(RULE).parameter("cause")).isEqualTo("no-pods-created");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.finding(RULE).since()).isEqualTo(cluster.now());
        assertThat(cluster.finding(RULE).grace()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldBeExplainedByWhatKeepsPodsFromBeingCreated() {
        // Given
        Deployment blocked = deployment("web", 2, WEB);

        // When
        cluster.with(
                service("web"),
                blocked,
                new io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder(replicaSet(blocked))
                        .withNewStatus()
                        .addNewCondition()
                        .withType("ReplicaFailure")
                        .withStatus("True")
                        .withReason("FailedCreate")
                        .withMessage(
                                "pods \"web-1-x\" is forbidden: exceeded quota: team, requested: pods=1, used: pods=5, "
                                        + "limited: pods=5")
                        .endCondition()
                        .endStatus()
                        .build());

        // Then
        assertThat(cluster.causes(RULE).get(0)).contains("workload.create-quota");
    }

    @Test
    void shouldBeSilentWhenThereIsAPodOrAReadyEndpoint() {
        // When
        cluster.with(service("web"), pod("web-1", "web", false), service("manual"), slice("manual", true));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenItsWorkloadIsScaledToZero() {
        // When
        cluster.with(service("web"), deployment("web", 0, WEB), replicaSet(deployment("web", 0, WEB)));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenItsPodsAreRunByTheClockOrHaveFinished() {
        // Given
        cluster.with(
                service("report"),
                new CronJobBuilder()
                        .withMetadata(meta("report"))
                        .withNewSpec()
                        .withSchedule("0 1 * * *")
                        .withNewJobTemplate()
                        .withNewSpec()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "report")
                        .endMetadata()
                        .endTemplate()
                        .endSpec()
                        .endJobTemplate()
                        .endSpec()
                        .build());

        // When
        cluster.with(service("import"), job("import", "Complete"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.with(service("export"), job("export", "Suspended"));

        // Then
        assertThat(cluster.finding(RULE).subject().name()).isEqualTo("export");
    }

    @Test
    void shouldBeSilentWhenASuspendedJobOrAnIdleDaemonSetMatches() {
        // Given
        var suspended = new JobBuilder(job("import", "Suspended"))
                .editSpec()
                .withSuspend(true)
                .endSpec()
                .build();
        var idle = new DaemonSetBuilder()
                .withMetadata(meta("agent"))
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "agent")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withDesiredNumberScheduled(0)
                .endStatus()
                .build();

        // When
        cluster.with(service("import"), suspended, service("agent"), idle);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenOnlyAFinishedPodIsSelectedAndNobodyWantsAnother() {
        // Given
        Pod finished = new PodBuilder(pod("web-1", "web", false))
                .editStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build();
        cluster.with(service("web"), finished);
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.with(deployment("web", 1, WEB));

        // Then
        assertThat(cluster.finding(RULE).parameter("cause")).isEqualTo("no-pods-created");
    }

    private static io.fabric8.kubernetes.api.model.batch.v1.Job job(String name, String condition) {
        return new JobBuilder()
                .withMetadata(meta(name))
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }
}
