package dev.faultstream.analyzer.rules.ingress;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.service.ServicePorts;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An Ingress sends requests to a port that its Service does not have. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "ingress.port-missing",
        kinds = Ingress.class,
        severity = Severity.CRITICAL,
        grace = "1m",
        order = 1205,
        message = "Ingress {name} sends {path} to port {port} of service {service}, which has no such port",
        doc = "networking.k8s.io/v1 Ingress spec.rules.http.paths.backend.service.port")
public final class PortMissing implements Rule<Ingress> {
    @Override
    public void evaluate(Ingress ingress, ClusterView view, Findings findings) {
        if (IngressTraits.isLeaving(ingress)) {
            return;
        }
        BackendService.byService(ingress).forEach((name, backends) -> {
            Service service = view.find(Service.class, name);
            if (service != null && !isExternalWithoutPorts(service)) {
                evaluate(service, backends, findings);
            }
        });
    }

    private static void evaluate(Service service, List<BackendService> backends, Findings findings) {
        Set<String> told = new HashSet<>();
        for (BackendService backend : backends) {
            if (!backend.port().isEmpty() && backend.portOf(service).isEmpty() && told.add(backend.port())) {
                findings.add(findings.finding()
                        .part(backend.service() + ":" + backend.port())
                        .with("path", backend.path())
                        .with("service", backend.service())
                        .with("port", backend.port())
                        .evidence(Evidence.Type.FIELD, "ports of the service: " + ports(service), null));
            }
        }
    }

    private static boolean isExternalWithoutPorts(Service service) {
        return ServicePorts.isExternalName(service) && ServicePorts.of(service).isEmpty();
    }

    private static String ports(Service service) {
        return ServicePorts.of(service).stream()
                .map(port -> port.getPort() + (port.getName() == null ? "" : " (" + port.getName() + ")"))
                .collect(Collectors.joining(", "));
    }
}
