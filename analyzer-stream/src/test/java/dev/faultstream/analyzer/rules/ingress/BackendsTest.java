package dev.faultstream.analyzer.rules.ingress;

import static dev.faultstream.analyzer.testing.NetworkObjects.ingress;
import static dev.faultstream.analyzer.testing.NetworkObjects.meta;
import static dev.faultstream.analyzer.testing.NetworkObjects.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import org.junit.jupiter.api.Test;

/** Where the paths of an Ingress lead: {@code ingress.service-missing} and {@code ingress.port-missing}. */
class BackendsTest {
    private static final String SERVICE_MISSING = "ingress.service-missing";
    private static final String PORT_MISSING = "ingress.port-missing";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldTellAMissingServiceOnceWithItsFirstPath() {
        // Given
        Ingress ingress = new IngressBuilder(ingress("web", "/api", "api"))
                .editSpec()
                .addNewRule()
                .withHost("other.example")
                .withNewHttp()
                .addToPaths(ingress("x", "/", "api")
                        .getSpec()
                        .getRules()
                        .get(0)
                        .getHttp()
                        .getPaths()
                        .get(0))
                .endHttp()
                .endRule()
                .endSpec()
                .build();

        // When
        cluster.with(ingress);

        // Then
        assertThat(cluster.message(SERVICE_MISSING))
                .isEqualTo("Ingress web sends shop.example/api to the service api, which does not exist");
        assertThat(cluster.finding(SERVICE_MISSING).parameter("count")).isEqualTo("2");

        // When
        cluster.with(service("api"));

        // Then
        assertThat(cluster.rules()).doesNotContain(SERVICE_MISSING, PORT_MISSING);
    }

    @Test
    void shouldLookAtTheDefaultBackend() {
        // When
        cluster.with(new IngressBuilder()
                .withMetadata(meta("web"))
                .withNewSpec()
                .withNewDefaultBackend()
                .withNewService()
                .withName("fallback")
                .withNewPort()
                .withNumber(80)
                .endPort()
                .endService()
                .endDefaultBackend()
                .endSpec()
                .build());

        // Then
        assertThat(cluster.message(SERVICE_MISSING))
                .isEqualTo("Ingress web sends default backend to the service fallback, which does not exist");
    }

    @Test
    void shouldNotLookUpActionsResourcesAndSolvers() {
        // Given
        Ingress action = withPortName(ingress("action", "/", "redirect"), "use-annotation");
        Ingress solver = new IngressBuilder(ingress("cm-acme-http-solver-x", "/", "gone"))
                .editMetadata()
                .addToLabels("acme.cert-manager.io/http01-solver", "true")
                .endMetadata()
                .build();
        Ingress resource = new IngressBuilder()
                .withMetadata(meta("static"))
                .withNewSpec()
                .withNewDefaultBackend()
                .withNewResource("k8s.example", "Bucket", "assets")
                .endDefaultBackend()
                .endSpec()
                .build();

        // When
        cluster.with(action, solver, resource);

        // Then
        assertThat(cluster.rules()).doesNotContain(SERVICE_MISSING, PORT_MISSING);
    }

    @Test
    void shouldTellAPortThatTheServiceLacks() {
        // Given
        cluster.with(service("web"));

        // When
        cluster.with(withPortNumber(ingress("web", "/", "web"), 8080));

        // Then
        assertThat(cluster.message(PORT_MISSING))
                .isEqualTo("Ingress web sends shop.example/ to port 8080 of service web, which has no such port");
    }

    @Test
    void shouldFindAPortByItsName() {
        // Given
        cluster.with(service("web"));

        // When
        cluster.with(withPortName(ingress("good", "/good", "web"), "http"));
        cluster.with(withPortName(ingress("bad", "/bad", "web"), "https"));

        // Then
        assertThat(cluster.findings())
                .filteredOn(finding -> finding.isOf(PORT_MISSING))
                .extracting(finding -> finding.parameter("port"), Finding::part)
                .containsExactly(org.assertj.core.api.Assertions.tuple("https", "web:https"));
    }

    @Test
    void shouldNotAskForPortsOfAnExternalNameWithoutAny() {
        // Given
        cluster.with(new ServiceBuilder()
                .withMetadata(meta("web"))
                .withNewSpec()
                .withType("ExternalName")
                .withExternalName("shop.example")
                .endSpec()
                .build());

        // When
        cluster.with(ingress("web", "/", "web"));

        // Then
        assertThat(cluster.rules()).doesNotContain(SERVICE_MISSING, PORT_MISSING);
    }

    @Test
    void shouldBeSilentWhenTheIngressIsBeingDeleted() {
        // When
        cluster.with(
                service("web"),
                leaving(ingress("a", "/", "gone")),
                leaving(withPortNumber(ingress("b", "/", "web"), 8080)));

        // Then
        assertThat(cluster.rules()).doesNotContain(SERVICE_MISSING, PORT_MISSING);
    }

    private static Ingress leaving(Ingress ingress) {
        return new IngressBuilder(ingress)
                .editMetadata()
                .withDeletionTimestamp("2026-03-02T08:59:00Z")
                .endMetadata()
                .build();
    }

    private static Ingress withPortNumber(Ingress ingress, int number) {
        Ingress changed = new IngressBuilder(ingress).build();
        changed.getSpec()
                .getRules()
                .get(0)
                .getHttp()
                .getPaths()
                .get(0)
                .getBackend()
                .getService()
                .getPort()
                .setNumber(number);
        return changed;
    }

    private static Ingress withPortName(Ingress ingress, String name) {
        Ingress changed = new IngressBuilder(ingress).build();
        var port = changed.getSpec()
                .getRules()
                .get(0)
                .getHttp()
                .getPaths()
                .get(0)
                .getBackend()
                .getService()
                .getPort();
        port.setNumber(null);
        port.setName(name);
        return changed;
    }
}
