package dev.faultstream.analyzer.rules.ingress;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.certificate.CertificateIssuing;
import dev.faultstream.analyzer.rules.certificate.TlsSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Set;

/** The Secret with the certificate of an Ingress does not exist. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "ingress.tls-secret-missing",
        kinds = Ingress.class,
        grace = "5m",
        order = 1207,
        message = "Ingress {name} takes its certificate from the secret {secret}, which does not exist",
        doc = "networking.k8s.io/v1 Ingress spec.tls.secretName")
public final class TlsSecretMissing implements Rule<Ingress> {
    /** Annotations by which a controller finds certificates outside of Secrets. */
    private static final Set<String> HELD_ELSEWHERE = Set.of(
            "alb.ingress.kubernetes.io/certificate-arn",
            "networking.gke.io/managed-certificates",
            "ingress.gcp.kubernetes.io/pre-shared-cert");

    @Override
    public void evaluate(Ingress ingress, ClusterView view, Findings findings) {
        if (IngressTraits.isLeaving(ingress) || IngressTraits.hasAny(ingress, HELD_ELSEWHERE)) {
            return;
        }
        TlsSecrets.of(ingress).stream()
                .filter(secret -> !view.exists(Secret.class, secret))
                .forEach(secret -> findings.add(findings.finding().part(secret).with("secret", secret)));
    }

    @Override
    public void causes(Ingress ingress, Finding finding, ClusterView view, Causes causes) {
        CertificateIssuing.addTo(causes, finding.parameter("secret"), view);
    }
}
