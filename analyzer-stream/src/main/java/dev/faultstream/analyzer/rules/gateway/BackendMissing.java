package dev.faultstream.analyzer.rules.gateway;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Pack;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha2.UDPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1alpha3.TLSRoute;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A route sends traffic to a Service that does not exist. Whether a backend of another namespace or kind exists is left
 * to what the controller says.
 */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "route.backend-missing",
        kinds = {HTTPRoute.class, GRPCRoute.class, TLSRoute.class, TCPRoute.class, UDPRoute.class},
        pack = Pack.GATEWAY,
        severity = Severity.CRITICAL,
        grace = "1m",
        order = 2008,
        message = "{kind} {name} sends traffic to {service}, which does not exist",
        doc = "gateway.networking.k8s.io/v1 HTTPRoute spec.rules.backendRefs")
public final class BackendMissing implements Rule<HasMetadata> {
    private static final String BACKEND_NOT_FOUND = "BackendNotFound";

    @Override
    public void evaluate(HasMetadata route, ClusterView view, Findings findings) {
        if (route.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        List<RouteBackend> backends = RouteSpec.of(route).backends();
        List<String> missing = backends.stream()
                .filter(backend -> backend.isOwnService(route))
                .map(RouteBackend::name)
                .distinct()
                .filter(service -> !view.exists(Service.class, service))
                .toList();
        missing.forEach(service -> findings.add(findings.finding().part(service).with("service", service)));
        String elsewhere = backends.stream()
                .filter(backend -> !backend.isOwnService(route))
                .map(RouteBackend::text)
                .distinct()
                .collect(Collectors.joining(", "));
        if (missing.isEmpty() && !elsewhere.isEmpty()) {
            addElsewhere(route, elsewhere, findings);
        }
    }

    private static void addElsewhere(HasMetadata route, String backends, Findings findings) {
        RouteStatus.unresolved(route).stream()
                .filter(condition -> condition.reason().equals(BACKEND_NOT_FOUND))
                .findFirst()
                .ifPresent(condition -> findings.add(findings.finding()
                        .part(BACKEND_NOT_FOUND)
                        .since(condition.since())
                        .with("service", backends)
                        .evidence(Evidence.Type.CONDITION, condition.text("ResolvedRefs"), condition.since())));
    }
}
