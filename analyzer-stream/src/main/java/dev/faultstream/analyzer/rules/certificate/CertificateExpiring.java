package dev.faultstream.analyzer.rules.certificate;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.ObjectIndex;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;

/** A certificate that is in use runs out soon, later than it should have been renewed. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "secret.certificate-expiring",
        kinds = Secret.class,
        grace = "0s",
        order = 1212,
        message = "The certificate in secret {name} expires in {hours} h and has not been renewed",
        doc = "v1 Secret data")
public final class CertificateExpiring implements Rule<Secret> {
    @Override
    public List<ObjectIndex<?>> indexes() {
        return List.of(TlsSecrets.USERS);
    }

    @Override
    public void evaluate(Secret secret, ClusterView view, Findings findings) {
        if (secret.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        for (CertificateInSecret certificate : CertificateInSecret.of(secret)) {
            if (!view.elapsed(certificate.renewalDue(), Duration.ZERO)
                    || view.elapsed(certificate.notAfter(), Duration.ZERO)) {
                continue;
            }
            SecretUsers users = SecretUsers.of(secret, view);
            if (!users.isEmpty()) {
                findings.add(findings.finding()
                        .part(certificate.key())
                        .since(certificate.renewalDue())
                        .with("secret", secret.getMetadata().getName())
                        .with("key", certificate.key())
                        .age("hours", certificate.notAfter())
                        .evidence(Evidence.Type.FIELD, certificate.key() + " not valid after", certificate.notAfter())
                        .evidence(Evidence.Type.FIELD, users.text(), null));
            }
        }
    }

    @Override
    public void causes(Secret secret, Finding finding, ClusterView view, Causes causes) {
        CertificateIssuing.addTo(causes, secret.getMetadata().getName(), view);
    }
}
