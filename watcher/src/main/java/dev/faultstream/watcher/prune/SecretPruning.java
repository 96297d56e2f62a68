package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.facts.CertificateFacts;
import dev.faultstream.schemas.facts.Facts;
import dev.faultstream.schemas.facts.SecretFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts facts in place of the values of Secrets and ConfigMaps. An object that has facts already keeps them. */
final class SecretPruning {
    private static final Set<String> OF_SECRET =
            Set.of("apiVersion", "kind", "metadata", "type", "immutable", Facts.FIELD);
    private static final Set<String> OF_CONFIG_MAP = Set.of("apiVersion", "kind", "metadata", "immutable", Facts.FIELD);
    private static final String TLS_CERTIFICATE = "tls.crt";
    private static final String TLS_KEY = "tls.key";

    private SecretPruning() {}

    static void secret(ObjectNode secret) {
        Map<String, byte[]> values = Values.take(secret, OF_SECRET);
        if (values.isEmpty() && secret.has(Facts.FIELD)) {
            return;
        }
        Map<String, CertificateFacts> certificates = new HashMap<>();
        values.forEach((key, value) -> {
            if (holdsCertificates(key) && value.length > 0) {
                certificates.put(key, Certificates.leafFacts(value));
            }
        });
        secret.set(Facts.FIELD, FactsJson.of(new SecretFacts(sizes(values), certificates, keyFits(values))));
    }

    static void configMap(ObjectNode configMap) {
        Map<String, byte[]> values = Values.take(configMap, OF_CONFIG_MAP);
        if (values.isEmpty() && configMap.has(Facts.FIELD)) {
            return;
        }
        configMap.set(Facts.FIELD, FactsJson.of(new dev.faultstream.schemas.facts.ConfigMapFacts(sizes(values))));
    }

    private static boolean holdsCertificates(String key) {
        return key.endsWith(".crt") || key.endsWith(".pem");
    }

    private static @Nullable Boolean keyFits(Map<String, byte[]> values) {
        byte[] key = values.get(TLS_KEY);
        byte[] certificate = values.get(TLS_CERTIFICATE);
        return (key == null || certificate == null) ? null : KeyFit.check(key, certificate);
    }

    private static Map<String, Integer> sizes(Map<String, byte[]> values) {
        Map<String, Integer> sizes = new HashMap<>();
        values.forEach((key, value) -> sizes.put(key, value.length));
        return sizes;
    }
}
