package dev.faultstream.analyzer.rules.ingress;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.service.Outage;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Optional;

/** An Ingress sends requests to a Service with nobody behind it. Opens together with the Service's own failure. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "ingress.backend-down",
        kinds = Ingress.class,
        severity = Severity.CRITICAL,
        grace = "0s",
        order = 1206,
        message = "Ingress {name} cannot serve {path}: service {service} has nobody behind it",
        doc = "networking.k8s.io/v1 Ingress spec.rules")
public final class BackendDown implements Rule<Ingress> {
    @Override
    public void evaluate(Ingress ingress, ClusterView view, Findings findings) {
        if (IngressTraits.isLeaving(ingress)) {
            return;
        }
        BackendService.byService(ingress).forEach((name, backends) -> {
            Service service = view.find(Service.class, name);
            if (service != null) {
                evaluate(service, backends, view, findings);
            }
        });
    }

    @Override
    public void causes(Ingress ingress, Finding finding, ClusterView view, Causes causes) {
        Outage.addTo(causes, view.find(Service.class, finding.parameter("service")));
    }

    private static void evaluate(Service service, List<BackendService> backends, ClusterView view, Findings findings) {
        for (BackendService backend : backends) {
            Optional<Finding> outage =
                    Outage.of(service, backend.portOf(service).orElse(null), view);
            if (outage.isPresent()) {
                findings.add(findings.finding()
                        .part(backend.service())
                        .since(outage.get().since())
                        .grace(outage.get().grace())
                        .with("path", backend.path())
                        .with("service", backend.service()));
                return;
            }
        }
    }
}
