package dev.faultstream.analyzer.rules.webhook;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.service.ServicePorts;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import org.jspecify.annotations.Nullable;

/** An admission webhook calls a Service that does not exist or lacks the port. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "webhook.service-missing",
        kinds = {ValidatingWebhookConfiguration.class, MutatingWebhookConfiguration.class},
        severity = Severity.CRITICAL,
        grace = "1m",
        order = 1801,
        message = "Admission webhook {webhook} of {name} calls service {service}, "
                + "which does not exist or lacks the port ({cause})",
        doc = "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration webhooks.clientConfig.service")
public final class WebhookServiceMissing implements Rule<HasMetadata> {
    @Override
    public void evaluate(HasMetadata configuration, ClusterView view, Findings findings) {
        for (WebhookEntry entry : WebhookEntry.inEffect(configuration, view)) {
            String cause = cause(entry, view.find(Service.class, entry.service().getName()));
            if (cause != null) {
                findings.add(
                        entry.describe(findings.finding()).with("cause", cause).with("port", entry.port()));
            }
        }
    }

    private static @Nullable String cause(WebhookEntry entry, @Nullable Service service) {
        if (service == null) {
            return "service";
        }
        return ServicePorts.isExternalName(service)
                        || ServicePorts.find(service, entry.port(), null).isPresent()
                ? null
                : "port";
    }
}
