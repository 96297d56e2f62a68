package dev.faultstream.analyzer.rules.certificate;

import dev.faultstream.schemas.facts.CertificateFacts;
import dev.faultstream.schemas.facts.Facts;
import dev.faultstream.schemas.facts.SecretFacts;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that somebody presents, as a Secret holds it.
 *
 * @param key the key of the Secret
 * @param notBefore when its validity starts; null when that is unknown
 * @param notAfter when its validity ends
 */
record CertificateInSecret(String key, @Nullable Instant notBefore, Instant notAfter) {
    private static final String SERVING = "tls.crt";
    /** Bundles of authorities may hold old ones without harm. */
    private static final Pattern AUTHORITIES =
            Pattern.compile("(^|[-_.])(ca|cas|cacerts?|roots?|bundle|chain|trust\\w*)([-_.]|$)");

    private static final Duration LONGEST_NOTICE = Duration.ofDays(14);
    private static final int NOTICE_PART_OF_LIFETIME = 5;

    /** {@code tls.crt} when the Secret has it; else every one that is no bundle of authorities. */
    static List<CertificateInSecret> of(Secret secret) {
        Map<String, CertificateFacts> certificates = Facts.ofSecret(secret.getAdditionalProperties())
                .map(SecretFacts::certificates)
                .orElse(Map.of());
        return certificates.entrySet().stream()
                .filter(entry -> certificates.containsKey(SERVING)
                        ? entry.getKey().equals(SERVING)
                        : !AUTHORITIES.matcher(entry.getKey()).find())
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> of(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    /** From when on it should have been renewed: 14 days before its end, or when a fifth of its lifetime is left. */
    Instant renewalDue() {
        if (notBefore == null) {
            return notAfter.minus(LONGEST_NOTICE);
        }
        Duration fifth = Duration.between(notBefore, notAfter).dividedBy(NOTICE_PART_OF_LIFETIME);
        return notAfter.minus(fifth.compareTo(LONGEST_NOTICE) < 0 ? fifth : LONGEST_NOTICE);
    }

    private static List<CertificateInSecret> of(String key, CertificateFacts facts) {
        Instant end = facts.notAfter();
        return end == null ? List.of() : List.of(new CertificateInSecret(key, facts.notBefore(), end));
    }
}
