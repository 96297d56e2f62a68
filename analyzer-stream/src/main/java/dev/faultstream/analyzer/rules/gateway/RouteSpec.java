package dev.faultstream.analyzer.rules.gateway;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TCPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TLSRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.UDPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.UDPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha3.TLSRoute;
import java.util.List;
import java.util.function.Function;

/**
 * What all kinds of routes ask for.
 *
 * @param parents what the route is to be attached to
 * @param backends where it sends traffic, without those of weight 0
 */
record RouteSpec(List<ParentReference> parents, List<RouteBackend> backends) {
    private static final RouteSpec EMPTY = new RouteSpec(List.of(), List.of());

    /** What a route asks for; nothing when it is of another kind or has no spec. */
    static RouteSpec of(HasMetadata route) {
        if (route instanceof HTTPRoute http && http.getSpec() != null) {
            return of(
                    http.getSpec().getParentRefs(),
                    http.getSpec().getRules(),
                    HTTPRouteRule::getBackendRefs,
                    RouteBackend::of);
        }
        if (route instanceof GRPCRoute grpc && grpc.getSpec() != null) {
            return of(
                    grpc.getSpec().getParentRefs(),
                    grpc.getSpec().getRules(),
                    GRPCRouteRule::getBackendRefs,
                    RouteBackend::of);
        }
        if (route instanceof TLSRoute tls && tls.getSpec() != null) {
            return of(
                    tls.getSpec().getParentRefs(),
                    tls.getSpec().getRules(),
                    TLSRouteRule::getBackendRefs,
                    RouteBackend::of);
        }
        if (route instanceof TCPRoute tcp && tcp.getSpec() != null) {
            return of(
                    tcp.getSpec().getParentRefs(),
                    tcp.getSpec().getRules(),
                    TCPRouteRule::getBackendRefs,
                    RouteBackend::of);
        }
        if (route instanceof UDPRoute udp && udp.getSpec() != null) {
            return of(
                    udp.getSpec().getParentRefs(),
                    udp.getSpec().getRules(),
                    UDPRouteRule::getBackendRefs,
                    RouteBackend::of);
        }
        return EMPTY;
    }

    private static <R, B> RouteSpec of(
            List<ParentReference> parents,
            List<R> rules,
            Function<R, List<B>> backends,
            Function<B, RouteBackend> read) {
        return new RouteSpec(
                parents.stream().filter(parent -> parent.getName() != null).toList(),
                rules.stream()
                        .flatMap(rule -> backends.apply(rule).stream())
                        .map(read)
                        .filter(RouteBackend::isUsed)
                        .distinct()
                        .toList());
    }
}
