package dev.faultstream.analyzer.rules.ingress;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;

/** An Ingress sends requests to a Service that does not exist. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "ingress.service-missing",
        kinds = Ingress.class,
        severity = Severity.CRITICAL,
        grace = "1m",
        order = 1204,
        message = "Ingress {name} sends {path} to the service {service}, which does not exist",
        doc = "networking.k8s.io/v1 Ingress spec.rules.http.paths.backend.service.name")
public final class ServiceMissing implements Rule<Ingress> {
    @Override
    public void evaluate(Ingress ingress, ClusterView view, Findings findings) {
        if (IngressTraits.isLeaving(ingress) || IngressTraits.isSolver(ingress)) {
            return;
        }
        BackendService.byService(ingress).forEach((service, backends) -> {
            if (!view.exists(Service.class, service)) {
                findings.add(findings.finding()
                        .part(service)
                        .with("service", service)
                        .with("path", backends.get(0).path())
                        .with("count", backends.size()));
            }
        });
    }
}
