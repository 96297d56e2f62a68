package dev.faultstream.analyzer.rules.gateway;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Pack;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.UDPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha3.TLSRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A route is to be attached to a Gateway, listener or Service that does not exist. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "route.parent-missing",
        kinds = {HTTPRoute.class, GRPCRoute.class, TLSRoute.class, TCPRoute.class, UDPRoute.class},
        pack = Pack.GATEWAY,
        grace = "1m",
        order = 2006,
        message = "{kind} {name} is attached to {target}, which does not exist or has no such listener ({cause})",
        doc = "gateway.networking.k8s.io/v1 HTTPRoute spec.parentRefs")
public final class ParentMissing implements Rule<HasMetadata> {
    @Override
    public void evaluate(HasMetadata route, ClusterView view, Findings findings) {
        if (route.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        List<RouteParent> parents = RouteParent.of(route);
        for (RouteParent parent : parents) {
            String cause = cause(parent, route, view);
            if (cause != null) {
                boolean acceptedElsewhere = parents.stream()
                        .anyMatch(other -> !other.equals(parent) && RouteStatus.isAcceptedAt(route, other));
                findings.add(findings.finding()
                        .part(parent.text(route))
                        .severity(acceptedElsewhere ? Severity.INFO : Severity.WARNING)
                        .with("target", parent.text(route))
                        .with("listener", parent.listener())
                        .with("cause", cause));
            }
        }
    }

    private static @Nullable String cause(RouteParent parent, HasMetadata route, ClusterView view) {
        if (parent.isGateway()) {
            Gateway gateway = parent.gateway(view);
            if (gateway == null) {
                return "gateway";
            }
            return parent.hasListener(gateway) ? null : "listener";
        }
        return parent.isOwnService(route) && !view.exists(Service.class, parent.name()) ? "service" : null;
    }
}
