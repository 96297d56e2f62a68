package dev.faultstream.analyzer.rules.gateway;

import static dev.faultstream.analyzer.testing.NetworkObjects.meta;
import static dev.faultstream.analyzer.testing.NetworkObjects.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code route.parent-missing}, {@code route.backend-missing} and {@code route.backend-refused}. */
class RoutesTest {
    private static final String PARENT_MISSING = "route.parent-missing";
    private static final String BACKEND_MISSING = "route.backend-missing";
    private static final String BACKEND_REFUSED = "route.backend-refused";
    private static final String PUBLIC = "{\"name\": \"public\"}";
    private static final String WEB = "{\"name\": \"web\", \"port\": 80}";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "HTTPRoute, v1",
        "HTTPRoute, v1beta1",
        "GRPCRoute, v1",
        "TLSRoute, v1",
        "TLSRoute, v1alpha3",
        "TLSRoute, v1alpha2",
        "TCPRoute, v1alpha2",
        "UDPRoute, v1alpha2"
    })
    void shouldReadEveryKindOfRouteInEveryVersion(String kind, String version) {
        // When
        cluster.withJson(route(kind, version, PUBLIC, WEB, ""));

        // Then
        assertThat(cluster.message(PARENT_MISSING))
                .isEqualTo(kind + " web is attached to public, which does not exist or has no such listener (gateway)");
        assertThat(cluster.message(BACKEND_MISSING))
                .isEqualTo(kind + " web sends traffic to web, which does not exist");

        // When
        cluster.with(gateway(), service("web"));

        // Then
        assertThat(cluster.rules()).doesNotContain(PARENT_MISSING, BACKEND_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'public'} |",
                "{'name': 'public', 'sectionName': 'https'} |",
                "{'name': 'public', 'port': 443} |",
                "{'name': 'public', 'sectionName': 'https', 'port': 443} |",
                "{'name': 'public', 'sectionName': 'http', 'port': 443} | listener",
                "{'name': 'public', 'sectionName': 'grpc'} | listener",
                "{'name': 'public', 'port': 8443} | listener",
                "{'name': 'public', 'namespace': 'infra'} | gateway",
                "{'name': 'web', 'group': '', 'kind': 'Service'} |",
                "{'name': 'gone', 'group': '', 'kind': 'Service'} | service",
                "{'name': 'gone', 'group': '', 'kind': 'Service', 'namespace': 'infra'} |",
                "{'name': 'gone', 'kind': 'ListenerSet'} |"
            })
    void shouldDecideWhatIsMissing(String parent, String cause) {
        // Given
        cluster.with(gateway(), service("web"));

        // When
        cluster.withJson(route("HTTPRoute", "v1", parent.replace('\'', '"'), WEB, ""));

        // Then
        if (cause == null) {
            assertThat(cluster.rules()).doesNotContain(PARENT_MISSING);
        } else {
            assertThat(cluster.finding(PARENT_MISSING).parameter("cause")).isEqualTo(cause);
            assertThat(cluster.finding(PARENT_MISSING).severity()).isEqualTo(Severity.WARNING);
        }
    }

    @Test
    void shouldOnlyInformWhenAnotherParentAcceptsTheRoute() {
        // Given
        cluster.with(gateway(), service("web"));

        // When
        cluster.withJson(route(
                "HTTPRoute",
                "v1",
                PUBLIC + ", {\"name\": \"old\"}",
                WEB,
                status("public", "Accepted", "True", "Accepted")));

        // Then
        assertThat(cluster.finding(PARENT_MISSING).parameter("target")).isEqualTo("old");
        assertThat(cluster.finding(PARENT_MISSING).severity()).isEqualTo(Severity.INFO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'gone', 'port': 80, 'weight': 0} |",
                "{'name': 'gone', 'port': 80, 'weight': 1} | gone",
                "{'name': 'gone', 'namespace': 'shop', 'port': 80} | gone",
                "{'name': 'gone', 'namespace': 'infra', 'port': 80} |",
                "{'name': 'gone', 'kind': 'ServiceImport', 'group': 'multicluster.x-k8s.io'} |"
            })
    void shouldLookUpServicesOfItsOwnNamespaceThatGetTraffic(String backend, String service) {
        // Given
        cluster.with(gateway());

        // When
        cluster.withJson(route("HTTPRoute", "v1", PUBLIC, backend.replace('\'', '"'), ""));

        // Then
        if (service == null) {
            assertThat(cluster.rules()).doesNotContain(BACKEND_MISSING);
        } else {
            assertThat(cluster.finding(BACKEND_MISSING).parameter("service")).isEqualTo(service);
        }
    }

    @Test
    void shouldBelieveTheControllerAboutBackendsElsewhere() {
        // Given
        String elsewhere = "{\"name\": \"api\", \"namespace\": \"infra\", \"port\": 80}";
        String status = status("public", "ResolvedRefs", "False", "BackendNotFound");
        cluster.with(gateway(), service("web"));

        // When
        cluster.withJson(route("HTTPRoute", "v1", PUBLIC, WEB, status));

        // Then
        assertThat(cluster.rules()).doesNotContain(BACKEND_MISSING);

        // When
        cluster.withJson(route("HTTPRoute", "v1", PUBLIC, WEB + ", " + elsewhere, status));

        // Then
        assertThat(cluster.finding(BACKEND_MISSING).parameter("service")).isEqualTo("infra/api");
        assertThat(cluster.finding(BACKEND_MISSING).since()).isEqualTo(Instant.parse("2026-03-02T08:40:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "False, RefNotPermitted, true",
        "False, InvalidKind, true",
        "False, UnsupportedProtocol, true",
        "False, BackendNotFound, false",
        "True, ResolvedRefs, false"
    })
    void shouldTellRefusedBackends(String status, String reason, boolean refused) {
        // Given
        cluster.with(gateway(), service("web"));

        // When
        cluster.withJson(route("GRPCRoute", "v1", PUBLIC, WEB, status("public", "ResolvedRefs", status, reason)));

        // Then
        if (refused) {
            assertThat(cluster.message(BACKEND_REFUSED))
                    .isEqualTo("GRPCRoute web may not use its backend (" + reason + "): because");
            assertThat(cluster.finding(BACKEND_REFUSED).since()).isEqualTo(Instant.parse("2026-03-02T08:40:00Z"));
        } else {
            assertThat(cluster.rules()).doesNotContain(BACKEND_REFUSED);
        }
    }

    @Test
    void shouldNotListenToFormerParentsAndAboutFormerGenerations() {
        // Given
        String former = status("former", "ResolvedRefs", "False", "RefNotPermitted");
        String older = status("public", "ResolvedRefs", "False", "RefNotPermitted")
                .replace("\"observedGeneration\": 2", "\"observedGeneration\": 1");
        cluster.with(gateway(), service("web"));

        for (String status : new String[] {former, older}) {
            // When
            cluster.withJson(route("HTTPRoute", "v1", PUBLIC, WEB, status));

            // Then
            assertThat(cluster.rules()).doesNotContain(BACKEND_REFUSED);
        }
    }

    @Test
    void shouldBeExplainedByTheGateway() {
        // Given
        Gateway unprogrammed = new GatewayBuilder(gateway())
                .withNewStatus()
                .addToConditions(new ConditionBuilder()
                        .withType("Programmed")
                        .withStatus("False")
                        .withReason("Invalid")
                        .withLastTransitionTime("2026-03-02T08:40:00Z")
                        .build())
                .addToConditions(new ConditionBuilder()
                        .withType("Accepted")
                        .withStatus("True")
                        .build())
                .endStatus()
                .build();

        // When
        cluster.with(unprogrammed, service("web"))
                .withJson(route(
                        "HTTPRoute", "v1", PUBLIC, WEB, status("public", "ResolvedRefs", "False", "RefNotPermitted")));

        // Then
        assertThat(cluster.causes(BACKEND_REFUSED)).anyMatch(place -> place.contains("gateway.not-programmed"));
    }

    @Test
    void shouldBeSilentWhenTheRouteIsBeingDeleted() {
        // When
        cluster.withJson(
                route("HTTPRoute", "v1", PUBLIC, WEB, status("public", "ResolvedRefs", "False", "RefNotPermitted"))
                        .replace("\"generation\"", "\"deletionTimestamp\": \"2026-03-02T08:59:00Z\", \"generation\""));

        // Then
        assertThat(cluster.rules()).doesNotContain(PARENT_MISSING, BACKEND_MISSING, BACKEND_REFUSED);
    }

    private static Gateway gateway() {
        return new GatewayBuilder()
                .withMetadata(meta("public"))
                .withNewSpec()
                .withGatewayClassName("mesh")
                .addNewListener()
                .withName("http")
                .withPort(80)
                .endListener()
                .addNewListener()
                .withName("https")
                .withPort(443)
                .endListener()
                .endSpec()
                .build();
    }

    private static String route(String kind, String version, String parents, String backends, String statuses) {
        return """
                {"apiVersion": "gateway.networking.k8s.io/%s", "kind": "%s",
                 "metadata": {"name": "web", "namespace": "shop", "uid": "r1", "generation": 2,
                              "creationTimestamp": "2026-03-02T08:00:00Z"},
                 "spec": {"parentRefs": [%s], "rules": [{"backendRefs": [%s]}]},
                 "status": {"parents": [%s]}}""".formatted(version, kind, parents, backends, statuses);
    }

    private static String status(String parent, String type, String status, String reason) {
        return """
                {"controllerName": "mesh.example/controller",
                 "parentRef": {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "%s"},
                 "conditions": [{"type": "%s", "status": "%s", "reason": "%s", "message": "because",
                                 "observedGeneration": 2, "lastTransitionTime": "2026-03-02T08:40:00Z"}]}""".formatted(parent, type, status, reason);
    }
}
