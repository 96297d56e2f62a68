package dev.faultstream.analyzer.rules.gateway;

import dev.faultstream.analyzer.api.ClusterView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route is to be attached to, with defaults filled in.
 *
 * @param group the API group; empty for the core group
 * @param kind the kind
 * @param namespace the namespace
 * @param name the name
 * @param listener the name of the listener; null for any
 * @param port the port of the listener; null for any
 */
record RouteParent(
        String group,
        String kind,
        String namespace,
        String name,
        @Nullable String listener,
        @Nullable Integer port) {
    private static final String GATEWAY_GROUP = "gateway.networking.k8s.io";

    static RouteParent of(ParentReference reference, HasMetadata route) {
        return new RouteParent(
                reference.getGroup() == null ? GATEWAY_GROUP : reference.getGroup(),
                reference.getKind() == null ? "Gateway" : reference.getKind(),
                reference.getNamespace() == null ? route.getMetadata().getNamespace() : reference.getNamespace(),
                reference.getName(),
                reference.getSectionName(),
                reference.getPort());
    }

    /** The parents that the route asks for. */
    static List<RouteParent> of(HasMetadata route) {
        return RouteSpec.of(route).parents().stream()
                .map(reference -> of(reference, route))
                .toList();
    }

    boolean isGateway() {
        return group.equals(GATEWAY_GROUP) && kind.equals("Gateway");
    }

    /** Whether it is a Service in the namespace of the route. */
    boolean isOwnService(HasMetadata route) {
        return group.isEmpty()
                && kind.equals("Service")
                && namespace.equals(route.getMetadata().getNamespace());
    }

    /** The Gateway; null when it is none or does not exist. */
    @Nullable
    Gateway gateway(ClusterView view) {
        return isGateway() ? view.find(Gateway.class, namespace, name) : null;
    }

    /** Whether the Gateway has a listener of that name and port. */
    boolean hasListener(Gateway gateway) {
        return (listener == null && port == null)
                || (gateway.getSpec() != null
                        && gateway.getSpec().getListeners().stream()
                                .anyMatch(candidate -> (listener == null || listener.equals(candidate.getName()))
                                        && (port == null || port.equals(candidate.getPort()))));
    }

    /** Its name as a person would say it, with the namespace when it is another one than the route's. */
    String text(HasMetadata route) {
        return (namespace.equals(route.getMetadata().getNamespace()) ? "" : namespace + "/")
                + name
                + (listener == null ? "" : " listener " + listener)
                + (port == null ? "" : " port " + port);
    }
}
