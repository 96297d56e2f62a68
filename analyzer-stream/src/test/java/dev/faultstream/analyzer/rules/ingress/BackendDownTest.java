package dev.faultstream.analyzer.rules.ingress;

import static dev.faultstream.analyzer.testing.NetworkObjects.deployment;
import static dev.faultstream.analyzer.testing.NetworkObjects.ingress;
import static dev.faultstream.analyzer.testing.NetworkObjects.pod;
import static dev.faultstream.analyzer.testing.NetworkObjects.service;
import static dev.faultstream.analyzer.testing.NetworkObjects.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendDownTest {
    private static final String RULE = "ingress.backend-down";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldOpenTogetherWithTheServiceThatHasNoReadyEndpoint() {
        // When
        cluster.with(ingress("web", "/cart", "web"), service("web"), pod("web-1", "web", false));

        // Then
        Finding ofService = cluster.finding("service.no-ready-endpoints");
        assertThat(cluster.message(RULE))
                .isEqualTo("Ingress web cannot serve shop.example/cart: service web has nobody behind it");
        assertThat(cluster.finding(RULE).since()).isEqualTo(ofService.since());
        assertThat(cluster.finding(RULE).grace()).isEqualTo(ofService.grace());
        assertThat(cluster.causes(RULE).get(0)).containsExactly("service.no-ready-endpoints");
    }

    @Test
    void shouldTakeOverTheGraceOfAServiceWithoutPods() {
        // When
        cluster.with(ingress("web", "/", "web"), service("web"), deployment("web", 2, Map.of("app", "web")));

        // Then
        assertThat(cluster.finding(RULE).grace())
                .isEqualTo(cluster.finding("service.no-pods").grace());
        assertThat(cluster.causes(RULE).get(0)).containsExactly("service.no-pods");
    }

    @Test
    void shouldFallSilentWhenTheServiceIsBack() {
        // Given
        cluster.with(ingress("web", "/", "web"), service("web"), pod("web-1", "web", false));

        // When
        cluster.with(slice("web", true));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldMindWhichPortOfTheServiceIsDead() {
        // Given
        Service twoPorts = new ServiceBuilder(service("web"))
                .editSpec()
                .addNewPort()
                .withName("admin")
                .withPort(81)
                .withTargetPort(new IntOrString("admin"))
                .endPort()
                .endSpec()
                .build();

        // When
        cluster.with(ingress("web", "/", "web"), twoPorts, pod("web-1", "web", true));
        cluster.with(slice("web", true));

        // Then
        assertThat(cluster.rules()).contains("service.target-port-missing").doesNotContain(RULE);

        // When
        Service deadPort = new ServiceBuilder(service("web"))
                .editSpec()
                .editPort(0)
                .withName("web")
                .withTargetPort(new IntOrString("web"))
                .endPort()
                .endSpec()
                .build();
        cluster.with(deadPort);

        // Then
        assertThat(cluster.causes(RULE).get(0)).containsExactly("service.target-port-missing");
    }

    @Test
    void shouldBeSilentWhenTheIngressIsBeingDeleted() {
        // When
        cluster.with(
                new IngressBuilder(ingress("web", "/", "web"))
                        .editMetadata()
                        .withDeletionTimestamp("2026-03-02T08:59:00Z")
                        .endMetadata()
                        .build(),
                service("web"),
                pod("web-1", "web", false));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }
}
