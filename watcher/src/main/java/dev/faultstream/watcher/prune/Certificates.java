package dev.faultstream.watcher.prune;

import dev.faultstream.schemas.facts.CaBundleFacts;
import dev.faultstream.schemas.facts.CertificateFacts;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** Reads the public facts of X.509 certificates in PEM. */
final class Certificates {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {}

    /** The facts of the first certificate of a text, which is the leaf where the text is a chain. */
    static CertificateFacts leafFacts(byte[] pem) {
        Optional<Pem> leaf = Pem.blocks(pem).stream().filter(Pem::isCertificate).findFirst();
        if (leaf.isEmpty()) {
            return unreadable("no PEM certificate");
        }
        try {
            X509Certificate certificate = parse(leaf.get());
            List<String> dnsNames = alternativeNames(certificate, DNS_NAME);
            return new CertificateFacts(
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    dnsNames.isEmpty() ? commonName(certificate) : dnsNames,
                    alternativeNames(certificate, IP_ADDRESS),
                    null);
        } catch (CertificateException | IllegalArgumentException e) {
            return unreadable("not an X.509 certificate: " + e.getClass().getSimpleName());
        }
    }

    /** The leaf of a text; empty when it cannot be read. */
    static Optional<X509Certificate> leaf(byte[] pem) {
        return all(pem).stream().findFirst();
    }

    /** The facts of a CA bundle: the end of validity of the certificate that expires last. */
    static CaBundleFacts bundleFacts(byte[] pem) {
        Instant last = all(pem).stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new CaBundleFacts(true, last);
    }

    private static List<X509Certificate> all(byte[] pem) {
        return Pem.blocks(pem).stream()
                .filter(Pem::isCertificate)
                .flatMap(block -> readable(block).stream())
                .toList();
    }

    /** An unreadable certificate of a bundle has no facts; the others still count. */
    private static Optional<X509Certificate> readable(Pem block) {
        try {
            return Optional.of(parse(block));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static X509Certificate parse(Pem block) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
    }

    private static CertificateFacts unreadable(String error) {
        return new CertificateFacts(null, null, List.of(), List.of(), error);
    }

    private static List<String> alternativeNames(X509Certificate certificate, int type) throws CertificateException {
        @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        List<String> ofType = new ArrayList<>();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            if (Integer.valueOf(type).equals(name.get(0)) && name.get(1) instanceof String text) {
                ofType.add(text);
            }
        }
        return ofType;
    }

    private static List<String> commonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if ("CN".equalsIgnoreCase(part.getType())) {
                    return List.of(String.valueOf(part.getValue()));
                }
            }
        } catch (InvalidNameException e) {
            return List.of();
        }
        return List.of();
    }
}
