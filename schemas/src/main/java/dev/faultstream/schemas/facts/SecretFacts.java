package dev.faultstream.schemas.facts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is published of a Secret in place of its values, in the object's field {@link Facts#FIELD}. Its type stays
 * where it is.
 *
 * @param keys the key names with the size of their values in bytes
 * @param certificates for each key that holds PEM certificates (by its name: {@code tls.crt}, {@code ca.crt},
 *     {@code *.crt}, {@code *.pem}) the leaf, or why it could not be read
 * @param keyFits whether {@code tls.key} belongs to the leaf of {@code tls.crt}; null when that cannot be said
 */
public record SecretFacts(
        Map<String, Integer> keys,
        Map<String, CertificateFacts> certificates,
        @Nullable Boolean keyFits) {
    public SecretFacts {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
        certificates = certificates == null ? Map.of() : Map.copyOf(certificates);
    }
}
