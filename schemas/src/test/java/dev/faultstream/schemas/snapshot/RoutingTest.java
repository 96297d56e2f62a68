package dev.faultstream.schemas.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.faultstream.schemas.snapshot.Route.Scope;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void shouldKeepNamespacedResourcesInTheirNamespace() throws IOException {
        assertThat(route("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}}"))
                .isEqualTo(new Route(Scope.HOME, "shop"));
    }

    @ParameterizedTest
    @CsvSource({
        "v1,Node",
        "v1,Namespace",
        "storage.k8s.io/v1,StorageClass",
        "networking.k8s.io/v1,IngressClass",
        "gateway.networking.k8s.io/v1,GatewayClass",
        "scheduling.k8s.io/v1,PriorityClass",
        "apiextensions.k8s.io/v1,CustomResourceDefinition",
        "admissionregistration.k8s.io/v1,ValidatingWebhookConfiguration",
        "admissionregistration.k8s.io/v1,MutatingWebhookConfiguration",
        "rbac.authorization.k8s.io/v1,ClusterRole",
        "storage.k8s.io/v1,CSIDriver",
        "node.k8s.io/v1,RuntimeClass",
        "cert-manager.io/v1,ClusterIssuer",
        "keda.sh/v1alpha1,ClusterTriggerAuthentication"
    })
    void shouldSendWhatEverybodyLooksUpToAll(String apiVersion, String kind) throws IOException {
        assertThat(route("{apiVersion: " + apiVersion + ", kind: " + kind + ", metadata: {name: a}}"))
                .isEqualTo(new Route(Scope.ALL, "-"));
    }

    @Test
    void shouldSendGatewaysToAllWithTheirNamespaceAsHome() throws IOException {
        assertThat(
                        route(
                                "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: a, namespace: edge}}"))
                .isEqualTo(new Route(Scope.ALL, "edge"));
    }

    @Test
    void shouldProjectIngresses() throws IOException {
        assertThat(route("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, namespace: shop}}"))
                .isEqualTo(new Route(Scope.PROJECTED, "shop"));
    }

    @Test
    void shouldSendVolumesWhereTheirClaimLives() throws IOException {
        assertThat(route("{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-1},"
                        + " spec: {claimRef: {namespace: shop, name: data}}}"))
                .isEqualTo(new Route(Scope.HOME, "shop"));
        assertThat(route("{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-2}, spec: {}}"))
                .isEqualTo(new Route(Scope.HOME, "-"));
    }

    @Test
    void shouldSendVolumeAttachmentsWhereTheirVolumeLives() throws IOException {
        assertThat(route("{apiVersion: storage.k8s.io/v1, kind: VolumeAttachment, metadata: {name: a},"
                        + " spec: {source: {persistentVolumeName: pv-1}}}"))
                .isEqualTo(new Route(Scope.HOME, "shop"));
        assertThat(route("{apiVersion: storage.k8s.io/v1, kind: VolumeAttachment, metadata: {name: a},"
                        + " spec: {source: {persistentVolumeName: unknown}}}"))
                .isEqualTo(new Route(Scope.HOME, "-"));
    }

    @Test
    void shouldSendApiServicesWhereTheirServiceLives() throws IOException {
        assertThat(route("{apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: {name: a},"
                        + " spec: {service: {namespace: monitoring, name: adapter}}}"))
                .isEqualTo(new Route(Scope.HOME, "monitoring"));
    }

    @Test
    void shouldSendEventsWhereTheirObjectLives() throws IOException {
        assertThat(route(event("involvedObject: {apiVersion: v1, kind: Pod, namespace: shop, name: web-1}")))
                .isEqualTo(new Route(Scope.HOME, "shop"));
        assertThat(route(event("regarding: {apiVersion: v1, kind: Pod, namespace: shop, name: web-1}")))
                .isEqualTo(new Route(Scope.HOME, "shop"));
    }

    @Test
    void shouldSendEventsOfNodesToAll() throws IOException {
        assertThat(route(event("involvedObject: {kind: Node, name: node-1}"))).isEqualTo(new Route(Scope.ALL, "-"));
    }

    @Test
    void shouldSendEventsOfVolumesWhereTheClaimLives() throws IOException {
        assertThat(route(event("involvedObject: {apiVersion: v1, kind: PersistentVolume, name: pv-1}")))
                .isEqualTo(new Route(Scope.HOME, "shop"));
    }

    @Test
    void shouldBearEventsThatNameNoKind() throws IOException {
        assertThat(route(event("involvedObject: {kind: ''}"))).isEqualTo(new Route(Scope.HOME, "-"));
        assertThat(route(event("reason: Odd"))).isEqualTo(new Route(Scope.HOME, "-"));
    }

    private static String event(String about) {
        return "{apiVersion: v1, kind: Event, metadata: {name: e, namespace: default}, " + about + "}";
    }

    private static Route route(String yaml) throws IOException {
        JsonNode resource = YAML.readTree(yaml);
        return Routing.route(resource, RoutingTest::claimNamespace);
    }

    private static @Nullable String claimNamespace(String volume) {
        return "pv-1".equals(volume) ? "shop" : null;
    }
}
