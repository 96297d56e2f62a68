package dev.faultstream.analyzer.rules.service;

import static dev.faultstream.analyzer.testing.NetworkObjects.deployment;
import static dev.faultstream.analyzer.testing.NetworkObjects.meta;
import static dev.faultstream.analyzer.testing.NetworkObjects.oomKilled;
import static dev.faultstream.analyzer.testing.NetworkObjects.ownedBy;
import static dev.faultstream.analyzer.testing.NetworkObjects.pod;
import static dev.faultstream.analyzer.testing.NetworkObjects.replicaSet;
import static dev.faultstream.analyzer.testing.NetworkObjects.service;
import static dev.faultstream.analyzer.testing.NetworkObjects.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoReadyEndpointsTest {
    private static final String RULE = "service.no-ready-endpoints";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakWhenNoPodIsReady() {
        // When
        cluster.with(service("web"), pod("web-1", "web", false), pod("web-2", "web", false), slice("web", false));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Service web has no ready endpoint: none of its 2 pods is ready");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    }

    @Test
    void shouldBeSilentWhenOneEndpointIsReady() {
        // Given
        cluster.with(service("web"), pod("web-1", "web", false), slice("web", false));

        // When
        cluster.with(slice("web", true));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldTakeAnEndpointWithoutConditionsAsReadyAndOneWithoutPortsToo() {
        // Given
        EndpointSlice slice = new EndpointSliceBuilder(slice("web", true))
                .withPorts()
                .editEndpoint(0)
                .withConditions(null)
                .endEndpoint()
                .build();

        // When
        cluster.with(service("web"), pod("web-1", "web", false), slice);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenAnEndpointServesWhileItTerminates() {
        // Given
        EndpointSlice slice = new EndpointSliceBuilder(slice("web", false))
                .editEndpoint(0)
                .editConditions()
                .withServing(true)
                .withTerminating(true)
                .endConditions()
                .endEndpoint()
                .build();

        // When
        cluster.with(service("web"), pod("web-1", "web", false), slice);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenNotReadyAddressesArePublished() {
        // Given
        Service service = new ServiceBuilder(service("web"))
                .editSpec()
                .withPublishNotReadyAddresses(true)
                .endSpec()
                .build();

        // When
        cluster.with(service, pod("web-1", "web", false));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentAboutExternalNamesLeavingAndSelectorlessServices() {
        // Given
        Service external = new ServiceBuilder(service("web"))
                .editSpec()
                .withType("ExternalName")
                .endSpec()
                .build();
        Service leaving = new ServiceBuilder(service("web"))
                .editMetadata()
                .withDeletionTimestamp("2026-03-02T08:59:00Z")
                .endMetadata()
                .build();
        Service manual = new ServiceBuilder(service("web"))
                .editSpec()
                .withSelector(Map.of())
                .endSpec()
                .build();

        for (Service service : new Service[] {external, leaving, manual}) {
            // When
            cluster.with(service, pod("web-1", "web", false));

            // Then
            assertThat(cluster.rules()).doesNotContain(RULE);
        }
    }

    @Test
    void shouldBeSilentWhenTheNamespaceIsTerminating() {
        // Given
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName("shop")
                .endMetadata()
                .withNewStatus()
                .withPhase("Terminating")
                .endStatus()
                .build();

        // When
        cluster.with(namespace, service("web"), pod("web-1", "web", false));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldLeaveTheHeadlessServiceOfAStatefulSetToThatOne() {
        // Given
        Service headless = new ServiceBuilder(service("db"))
                .editSpec()
                .withClusterIP("None")
                .endSpec()
                .build();
        cluster.with(headless, pod("db-0", "db", false));
        assertThat(cluster.rules()).contains(RULE);

        // When
        cluster.with(new StatefulSetBuilder()
                .withMetadata(meta("db"))
                .withNewSpec()
                .withServiceName("db")
                .endSpec()
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenAllPodsBelongToJobs() {
        // Given
        Pod ofJob = ownedBy(pod("import-1", "web", false), "batch/v1", "Job", "import");

        // When
        cluster.with(new JobBuilder().withMetadata(meta("import")).build(), service("web"), ofJob);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.with(pod("web-1", "web", false));

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldBeSilentWhenNoPodIsActive() {
        // Given
        Pod leaving = new PodBuilder(pod("web-1", "web", false))
                .editMetadata()
                .withDeletionTimestamp("2026-03-02T08:59:00Z")
                .endMetadata()
                .build();
        Pod finished = new PodBuilder(pod("web-2", "web", false))
                .editStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build();

        // When
        cluster.with(service("web"), leaving, finished);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldWaitWhileTheDeploymentIsYoung() {
        // Given
        Deployment young = new DeploymentBuilder(deployment("web", 1, Map.of("app", "web")))
                .editMetadata()
                .withCreationTimestamp("2026-03-02T08:58:00Z")
                .endMetadata()
                .build();
        cluster.with(young, replicaSet(young), service("web"), podOfDeployment());
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.after(Duration.ofMinutes(3));

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldWaitWhileAllPodsAreReplacedAtOnce() {
        // Given
        Deployment recreating = new DeploymentBuilder(deployment("web", 1, Map.of("app", "web")))
                .editSpec()
                .withNewStrategy()
                .withType("Recreate")
                .endStrategy()
                .withProgressDeadlineSeconds(120)
                .endSpec()
                .withNewStatus()
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .addNewCondition()
                .withType("Progressing")
                .withStatus("True")
                .withReason("ReplicaSetUpdated")
                .withLastUpdateTime("2026-03-02T08:59:30Z")
                .endCondition()
                .endStatus()
                .build();
        cluster.with(recreating, replicaSet(recreating), service("web"), podOfDeployment());
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.after(Duration.ofMinutes(2));

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldCountFromWhenTheDeploymentLostItsAvailability() {
        // Given
        Deployment unavailable = new DeploymentBuilder(deployment("web", 1, Map.of("app", "web")))
                .withNewStatus()
                .addNewCondition()
                .withType("Available")
                .withStatus("False")
                .withLastTransitionTime("2026-03-02T08:45:00Z")
                .endCondition()
                .endStatus()
                .build();

        // When
        cluster.with(unavailable, replicaSet(unavailable), service("web"), podOfDeployment());

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:45:00Z"));
    }

    @Test
    void shouldCountFromWhenTheLastPodBeganToLeave() {
        // Given
        Pod leaving = new PodBuilder(pod("web-1", "web", true))
                .editMetadata()
                .withDeletionTimestamp("2026-03-02T09:00:20Z")
                .withDeletionGracePeriodSeconds(30L)
                .endMetadata()
                .build();

        // When
        cluster.with(service("web"), leaving, pod("web-2", "web", false));

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:59:50Z"));
    }

    @Test
    void shouldCountFromNowWhenAPodIsReadyAndOnlyItsEndpointIsMissing() {
        // When
        cluster.with(service("web"), pod("web-1", "web", true), slice("web", false));

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(cluster.now());
    }

    @Test
    void shouldBeExplainedByItsPods() {
        // When
        cluster.with(service("web"), oomKilled(pod("web-1", "web", false)));

        // Then
        assertThat(cluster.causes(RULE).get(0)).contains("pod.oom-killed");
    }

    @Test
    void shouldBeExplainedByItsWorkloadWhenItsPodsSayNothing() {
        // Given
        Deployment down = new DeploymentBuilder(deployment("web", 1, Map.of("app", "web")))
                .withNewStatus()
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withAvailableReplicas(0)
                .withUnavailableReplicas(1)
                .addNewCondition()
                .withType("Available")
                .withStatus("False")
                .withLastTransitionTime("2026-03-02T08:45:00Z")
                .endCondition()
                .endStatus()
                .build();

        // When
        cluster.with(down, replicaSet(down), service("web"), podOfDeployment());

        // Then
        assertThat(cluster.causes(RULE)).anyMatch(place -> place.contains("deployment.none-available"));
    }

    private static Pod podOfDeployment() {
        return ownedBy(pod("web-1-a", "web", false), "apps/v1", "ReplicaSet", "web-1");
    }
}
