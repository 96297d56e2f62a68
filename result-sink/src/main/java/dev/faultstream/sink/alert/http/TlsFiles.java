package dev.faultstream.sink.alert.http;

import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust and who we are on TLS connections, as PEM files.
 *
 * @param authorities certificates of those who may have signed the receiver's; null for those that the JVM trusts
 * @param certificate our certificate with its chain; null for none
 * @param key its private key, not encrypted; null for none
 */
public record TlsFiles(
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key) {
    /** What the JVM does by itself. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null);

    public TlsFiles {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate and its key go together");
        }
    }

    /**
     * The context for a client; null for the JVM's own.
     *
     * @throws TlsFileException if a file cannot be read or is no PEM
     */
    @Nullable
    SSLContext context() {
        if (authorities == null && certificate == null) {
            return null;
        }
        SSLFactory.Builder builder = SSLFactory.builder();
        if (authorities == null) {
            builder.withDefaultTrustMaterial();
        } else {
            builder.withTrustMaterial(read(authorities, () -> PemUtils.loadTrustMaterial(authorities)));
        }
        if (certificate != null && key != null) {
            builder.withIdentityMaterial(read(certificate, () -> PemUtils.loadIdentityMaterial(certificate, key)));
        }
        return builder.build().getSslContext();
    }

    private static <T> T read(Path file, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw new TlsFileException(file, e);
        }
    }
}
