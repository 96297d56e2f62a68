package dev.faultstream.analyzer.rules.service;

import static dev.faultstream.analyzer.testing.NetworkObjects.deployment;
import static dev.faultstream.analyzer.testing.NetworkObjects.ownedBy;
import static dev.faultstream.analyzer.testing.NetworkObjects.pod;
import static dev.faultstream.analyzer.testing.NetworkObjects.replicaSet;
import static dev.faultstream.analyzer.testing.NetworkObjects.service;
import static dev.faultstream.analyzer.testing.NetworkObjects.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetPortMissingTest {
    private static final String RULE = "service.target-port-missing";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakWhenNoPodDeclaresThePort() {
        // When
        cluster.with(leadingTo("web-port"), pod("web-1", "web", true), pod("web-2", "web", true));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo(
                        "Port 80 of service web leads to the pod port named web-port, which 2 of 2 pods do not have");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void shouldOnlyWarnWhenSomePodsLackIt() {
        // When
        cluster.with(service("web"), pod("web-1", "web", true), withPort(pod("web-2", "web", true), "admin", "TCP"));

        // Then
        assertThat(cluster.message(RULE)).endsWith("which 1 of 2 pods do not have");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void shouldWaitForARolloutWhileOnlySomePodsLackIt() {
        // Given
        Deployment rolling = new DeploymentBuilder(deployment("web", 2, Map.of("app", "web")))
                .withNewStatus()
                .withReplicas(2)
                .withUpdatedReplicas(1)
                .addNewCondition()
                .withType("Progressing")
                .withStatus("True")
                .withReason("ReplicaSetUpdated")
                .withLastUpdateTime("2026-03-02T08:59:30Z")
                .endCondition()
                .endStatus()
                .build();
        Pod old = ownedBy(withPort(pod("web-1-a", "web", true), "admin", "TCP"), "apps/v1", "ReplicaSet", "web-1");
        cluster.with(rolling, replicaSet(rolling), service("web"), pod("web-2", "web", true), old);
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.after(Duration.ofMinutes(10));

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldMindTheProtocol() {
        // When
        cluster.with(service("web"), withPort(pod("web-1", "web", true), "http", "UDP"));

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldFindThePortOfASidecarButNotOfAnInitContainer() {
        // Given
        Pod withInit = new PodBuilder(withPort(pod("web-1", "web", true), "admin", "TCP"))
                .editSpec()
                .addNewInitContainer()
                .withName("proxy")
                .addNewPort()
                .withName("http")
                .endPort()
                .endInitContainer()
                .endSpec()
                .build();
        cluster.with(service("web"), withInit);
        assertThat(cluster.rules()).contains(RULE);

        // When
        cluster.with(new PodBuilder(withInit)
                .editSpec()
                .editInitContainer(0)
                .withRestartPolicy("Always")
                .endInitContainer()
                .endSpec()
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentAboutNumbersAndWithoutPods() {
        // Given
        Service number = new ServiceBuilder(service("web"))
                .editSpec()
                .editPort(0)
                .withTargetPort(new IntOrString(9999))
                .endPort()
                .endSpec()
                .build();

        // When
        cluster.with(number, pod("web-1", "web", true), leadingTo("web-port", "idle"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenTheEndpointsHaveThePort() {
        // When
        cluster.with(service("web"), slice("web", true), withPort(pod("web-1", "web", true), "admin", "TCP"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    private static Service leadingTo(String portName) {
        return leadingTo(portName, "web");
    }

    private static Service leadingTo(String portName, String name) {
        return new ServiceBuilder(service(name))
                .editSpec()
                .editPort(0)
                .withTargetPort(new IntOrString(portName))
                .endPort()
                .endSpec()
                .build();
    }

    private static Pod withPort(Pod pod, String name, String protocol) {
        return new PodBuilder(pod)
                .editSpec()
                .editContainer(0)
                .editPort(0)
                .withName(name)
                .withProtocol(protocol)
                .endPort()
                .endContainer()
                .endSpec()
                .build();
    }
}
