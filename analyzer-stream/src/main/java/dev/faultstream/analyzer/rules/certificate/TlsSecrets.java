package dev.faultstream.analyzer.rules.certificate;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.util.List;

/** The Secrets from which an Ingress takes its certificates. */
public final class TlsSecrets {
    private TlsSecrets() {}

    /** Their names, each once. */
    public static List<String> of(Ingress ingress) {
        return ingress.getSpec() == null
                ? List.of()
                : ingress.getSpec().getTls().stream()
                        .map(IngressTLS::getSecretName)
                        .filter(name -> name != null && !name.isEmpty())
                        .distinct()
                        .toList();
    }
}
