package dev.faultstream.analyzer.rules.webhook;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.service.ServiceEndpoints;
import dev.faultstream.analyzer.rules.service.ServicePods;
import dev.faultstream.analyzer.rules.service.ServicePorts;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;

/** An admission webhook calls a Service with nobody behind it. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "webhook.no-ready-endpoints",
        kinds = {ValidatingWebhookConfiguration.class, MutatingWebhookConfiguration.class},
        severity = Severity.CRITICAL,
        grace = "30s",
        order = 1802,
        message = "Admission webhook {webhook} of {name} has nobody behind service {service}; "
                + "{operation} of matching objects fails",
        doc = "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration webhooks.failurePolicy")
public final class WebhookNoReadyEndpoints implements Rule<HasMetadata> {
    @Override
    public void evaluate(HasMetadata configuration, ClusterView view, Findings findings) {
        for (WebhookEntry entry : WebhookEntry.inEffect(configuration, view)) {
            Service service = view.find(Service.class, entry.service().getName());
            if (service != null
                    && !ServicePorts.isExternalName(service)
                    && ServicePorts.find(service, entry.port(), null).isPresent()
                    && !ServiceEndpoints.of(service, view).anyAnswers()) {
                findings.add(entry.describe(findings.finding())
                        .since(ServicePods.of(service, view).unreadySince(view)));
            }
        }
    }

    @Override
    public void causes(HasMetadata configuration, Finding finding, ClusterView view, Causes causes) {
        Service service = view.find(Service.class, finding.parameter("service"));
        causes.of(service, "service.no-ready-endpoints", "service.no-pods", "service.*");
        if (service != null) {
            causes.of(ServicePods.of(service, view).all(), "pod.*");
        }
        causes.of(configuration, "webhook.self-blocking");
    }
}
