package dev.faultstream.analyzer.rules.gateway;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.UDPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha3.TLSRoute;
import java.util.Comparator;
import java.util.List;

/** What controllers say about a route, for each of its parents. */
final class RouteStatus {
    private RouteStatus() {}

    /** Whether a controller has accepted the route at that parent. */
    static boolean isAcceptedAt(HasMetadata route, RouteParent parent) {
        return entries(route).stream()
                .filter(entry -> entry.getParentRef() != null
                        && RouteParent.of(entry.getParentRef(), route).equals(parent))
                .anyMatch(entry -> CurrentCondition.find(entry.getConditions(), "Accepted", route)
                        .filter(condition -> condition.current() && condition.isTrue())
                        .isPresent());
    }

    /** Why its references are not resolved, for its current parents and generation; the longest standing first. */
    static List<CurrentCondition> unresolved(HasMetadata route) {
        List<RouteParent> parents = RouteParent.of(route);
        return entries(route).stream()
                .filter(entry ->
                        entry.getParentRef() != null && parents.contains(RouteParent.of(entry.getParentRef(), route)))
                .flatMap(entry -> CurrentCondition.find(entry.getConditions(), "ResolvedRefs", route).stream())
                .filter(condition -> condition.current() && condition.isFalse())
                .sorted(Comparator.comparing(CurrentCondition::since, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static List<RouteParentStatus> entries(HasMetadata route) {
        if (route instanceof HTTPRoute http) {
            return http.getStatus() == null ? List.of() : http.getStatus().getParents();
        }
        if (route instanceof GRPCRoute grpc) {
            return grpc.getStatus() == null ? List.of() : grpc.getStatus().getParents();
        }
        if (route instanceof TLSRoute tls) {
            return tls.getStatus() == null ? List.of() : tls.getStatus().getParents();
        }
        if (route instanceof TCPRoute tcp) {
            return tcp.getStatus() == null ? List.of() : tcp.getStatus().getParents();
        }
        return route instanceof UDPRoute udp && udp.getStatus() != null
                ? udp.getStatus().getParents()
                : List.of();
    }
}
