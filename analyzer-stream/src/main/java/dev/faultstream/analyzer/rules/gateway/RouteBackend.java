package dev.faultstream.analyzer.rules.gateway;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a route sends traffic.
 *
 * @param group the API group; null or empty for the core group
 * @param kind the kind; null for Service
 * @param namespace the namespace; null for the route's own
 * @param name the name
 * @param port the port; null when it is not given
 * @param weight its share of the traffic; null for 1
 */
record RouteBackend(
        @Nullable String group,
        @Nullable String kind,
        @Nullable String namespace,
        String name,
        @Nullable Integer port,
        @Nullable Integer weight) {
    static RouteBackend of(BackendRef reference) {
        return new RouteBackend(
                reference.getGroup(),
                reference.getKind(),
                reference.getNamespace(),
                reference.getName(),
                reference.getPort(),
                reference.getWeight());
    }

    static RouteBackend of(HTTPBackendRef reference) {
        return new RouteBackend(
                reference.getGroup(),
                reference.getKind(),
                reference.getNamespace(),
                reference.getName(),
                reference.getPort(),
                reference.getWeight());
    }

    static RouteBackend of(GRPCBackendRef reference) {
        return new RouteBackend(
                reference.getGroup(),
                reference.getKind(),
                reference.getNamespace(),
                reference.getName(),
                reference.getPort(),
                reference.getWeight());
    }

    /** Whether it gets any traffic. */
    boolean isUsed() {
        return weight == null || weight != 0;
    }

    /** Whether it is a Service in the namespace of the route. */
    boolean isOwnService(HasMetadata route) {
        return (group == null || group.isEmpty())
                && (kind == null || kind.equals("Service"))
                && (namespace == null || namespace.equals(route.getMetadata().getNamespace()));
    }

    /** Its name, with the kind when it is no Service and the namespace when it is another one than the route's. */
    String text() {
        return (kind == null || kind.equals("Service") ? "" : kind + " ")
                + (namespace == null ? "" : namespace + "/")
                + name;
    }
}
