package dev.faultstream.analyzer.rules.gateway;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Pack;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.UDPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha3.TLSRoute;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A route may not use one of its backends, as its controller says. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "route.backend-refused",
        kinds = {HTTPRoute.class, GRPCRoute.class, TLSRoute.class, TCPRoute.class, UDPRoute.class},
        pack = Pack.GATEWAY,
        severity = Severity.CRITICAL,
        grace = "1m",
        order = 2010,
        message = "{kind} {name} may not use its backend ({reason}): {text}",
        doc = "gateway.networking.k8s.io/v1 HTTPRoute status.parents.conditions")
public final class BackendRefused implements Rule<HasMetadata> {
    private static final Set<String> REFUSALS = Set.of("RefNotPermitted", "InvalidKind", "UnsupportedProtocol");

    @Override
    public void evaluate(HasMetadata route, ClusterView view, Findings findings) {
        if (route.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        for (CurrentCondition condition : RouteStatus.unresolved(route)) {
            if (REFUSALS.contains(condition.reason()) && !findings.about(condition.reason())) {
                findings.add(findings.finding()
                        .part(condition.reason())
                        .since(condition.since())
                        .with("reason", condition.reason())
                        .text(condition.message())
                        .evidence(Evidence.Type.CONDITION, condition.text("ResolvedRefs"), condition.since()));
            }
        }
    }

    @Override
    public void causes(HasMetadata route, Finding finding, ClusterView view, Causes causes) {
        List<Gateway> gateways = RouteParent.of(route).stream()
                .map(parent -> parent.gateway(view))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<GatewayClass> classes = gateways.stream()
                .map(GatewayStates::className)
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(name -> view.find(GatewayClass.class, name))
                .filter(Objects::nonNull)
                .toList();
        causes.of(classes, "gateway-class.not-accepted");
        causes.of(
                gateways,
                "gateway.class-missing",
                "gateway.listener-invalid",
                "gateway.not-accepted",
                "gateway.not-programmed");
    }
}
