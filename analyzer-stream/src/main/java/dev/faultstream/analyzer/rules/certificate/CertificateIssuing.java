package dev.faultstream.analyzer.rules.certificate;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Finds the Certificates of cert-manager that are to fill a Secret. */
public final class CertificateIssuing {
    private static final KindRef CERTIFICATE = new KindRef("cert-manager.io", "Certificate");

    private CertificateIssuing() {}

    /** Names what is wrong with those Certificates as what explains the symptom. */
    public static void addTo(Causes causes, String secret, ClusterView view) {
        if (!view.watched(CERTIFICATE)) {
            return;
        }
        List<HasMetadata> certificates = view.list(CERTIFICATE).stream()
                .filter(certificate -> certificate instanceof GenericKubernetesResource resource
                        && secret.equals(resource.get("spec", "secretName")))
                .toList();
        causes.of(certificates, "certificate.not-ready", "certificate.renewal-overdue", "resource.condition-false");
    }
}
