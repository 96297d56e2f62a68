package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.snapshot.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Ids of failures: any partition can compute the id of a failure that another one publishes. */
public final class FailureIds {
    private static final int BYTES = 12;

    private FailureIds() {}

    /**
     * The id of a failure.
     *
     * @param workload the failing workload when it is not the subject, else null
     * @param home the namespace that the failure is about; tells failures of one cluster-scoped subject apart
     */
    public static String of(String cluster, String rule, ResourceKey subject, @Nullable String workload, String home) {
        StringBuilder text = new StringBuilder(cluster)
                .append('\0')
                .append(rule)
                .append('\0')
                .append(subject.group())
                .append('\0')
                .append(subject.kind())
                .append('\0')
                .append(subject.namespace())
                .append('\0')
                .append(subject.name());
        if (workload != null) {
            text.append('\0').append(workload);
        }
        if (!subject.isNamespaced() && !ResourceKey.NO_NAMESPACE.equals(home)) {
            text.append("\0\0").append(home);
        }
        return "f-" + hash(text.toString());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
