package dev.faultstream.analyzer.rules.gateway;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.UDPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha3.TLSRoute;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all kinds of routes ask for.
 *
 * @param parents what the route is to be attached to
 * @param backends where it sends traffic, without those of weight 0
 */
record RouteSpec(List<ParentReference> parents, List<RouteBackend> backends) {
    private static final RouteSpec EMPTY = new RouteSpec(List.of(), Stream.empty());

    private RouteSpec(List<ParentReference> parents, Stream<RouteBackend> backends) {
        this(
                parents.stream().filter(parent -> parent.getName() != null).toList(),
                backends.filter(RouteBackend::isUsed).distinct().toList());
    }

    static RouteSpec of(HasMetadata route) {
        if (route instanceof HTTPRoute http) {
            return of(http);
        }
        if (route instanceof GRPCRoute grpc) {
            return of(grpc);
        }
        if (route instanceof TLSRoute tls) {
            return of(tls);
        }
        if (route instanceof TCPRoute tcp) {
            return of(tcp);
        }
        return route instanceof UDPRoute udp ? of(udp) : EMPTY;
    }

    private static RouteSpec of(HTTPRoute route) {
        return route.getSpec() == null
                ? EMPTY
                : new RouteSpec(
                        route.getSpec().getParentRefs(),
                        route.getSpec().getRules().stream()
                                .flatMap(rule -> rule.getBackendRefs().stream())
                                .map(backend -> new RouteBackend(
                                        backend.getGroup(),
                                        backend.getKind(),
                                        backend.getNamespace(),
                                        backend.getName(),
                                        backend.getPort(),
                                        backend.getWeight())));
    }

    private static RouteSpec of(GRPCRoute route) {
        return route.getSpec() == null
                ? EMPTY
                : new RouteSpec(
                        route.getSpec().getParentRefs(),
                        route.getSpec().getRules().stream()
                                .flatMap(rule -> rule.getBackendRefs().stream())
                                .map(backend -> new RouteBackend(
                                        backend.getGroup(),
                                        backend.getKind(),
                                        backend.getNamespace(),
                                        backend.getName(),
                                        backend.getPort(),
                                        backend.getWeight())));
    }

    private static RouteSpec of(TLSRoute route) {
        return route.getSpec() == null
                ? EMPTY
                : new RouteSpec(
                        route.getSpec().getParentRefs(),
                        route.getSpec().getRules().stream()
                                .flatMap(rule -> rule.getBackendRefs().stream())
                                .map(RouteBackend::of));
    }

    private static RouteSpec of(TCPRoute route) {
        return route.getSpec() == null
                ? EMPTY
                : new RouteSpec(
                        route.getSpec().getParentRefs(),
                        route.getSpec().getRules().stream()
                                .flatMap(rule -> rule.getBackendRefs().stream())
                                .map(RouteBackend::of));
    }

    private static RouteSpec of(UDPRoute route) {
        return route.getSpec() == null
                ? EMPTY
                : new RouteSpec(
                        route.getSpec().getParentRefs(),
                        route.getSpec().getRules().stream()
                                .flatMap(rule -> rule.getBackendRefs().stream())
                                .map(RouteBackend::of));
    }
}
