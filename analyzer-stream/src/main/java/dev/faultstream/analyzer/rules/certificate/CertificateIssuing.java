package dev.faultstream.analyzer.rules.certificate;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.pod.ConfigProducers;

/** Explains what is wrong with a Secret by the Certificates of cert-manager that are to fill it. */
public final class CertificateIssuing {
    private CertificateIssuing() {}

    /** Names what is wrong with those Certificates as what explains the symptom. */
    public static void addTo(Causes causes, String secret, ClusterView view) {
        causes.of(
                ConfigProducers.certificatesFor(secret, view),
                "certificate.not-ready",
                "certificate.renewal-overdue",
                "resource.condition-false");
    }
}
