package dev.faultstream.analyzer.rules.certificate;

import dev.faultstream.analyzer.api.ObjectIndex;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.util.List;

/** The Secrets from which an Ingress takes its certificates. */
public final class TlsSecrets {
    /** Ingresses by the Secrets that they take certificates from, as {@link #key}. */
    static final ObjectIndex<Ingress> USERS = new ObjectIndex<>("tls-secret", Ingress.class, TlsSecrets::keys);

    private TlsSecrets() {}

    /** How a Secret stands in {@link #USERS}. */
    static String key(String namespace, String name) {
        return namespace + '/' + name;
    }

    private static List<String> keys(Ingress ingress) {
        return of(ingress).stream()
                .map(name -> key(ingress.getMetadata().getNamespace(), name))
                .toList();
    }

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
