package dev.faultstream.schemas.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public facts of an X.509 certificate. Either {@code notAfter} or {@code error} is present.
 *
 * @param notBefore when its validity starts
 * @param notAfter when its validity ends
 * @param dnsNames its subject alternative names of type DNS; the common name when it has none
 * @param ipAddresses its subject alternative names of type IP
 * @param error why it could not be read, without quoting it
 */
public record CertificateFacts(
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        List<String> dnsNames,
        List<String> ipAddresses,
        @Nullable String error) {
    public CertificateFacts {
        dnsNames = dnsNames == null ? List.of() : List.copyOf(dnsNames);
        ipAddresses = ipAddresses == null ? List.of() : List.copyOf(ipAddresses);
    }
}
