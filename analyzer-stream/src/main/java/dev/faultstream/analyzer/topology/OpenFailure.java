package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.lifecycle.StoredFailures;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import java.util.Locale;

/**
 * A failure that is published as open, as it is counted.
 *
 * @param namespace that of its subject; empty when it has none
 * @param severity in lower case
 * @param root whether nothing open explains it
 */
public record OpenFailure(String cluster, String rule, String namespace, String severity, boolean root) {
    static OpenFailure of(Failure failure) {
        String namespace = failure.subject().namespace();
        return new OpenFailure(
                failure.cluster(),
                failure.rule(),
                namespace == null ? "" : namespace,
                word(failure.severity()),
                failure.isRootCause());
    }

    static OpenFailure of(StoredFailures.Group group) {
        String namespace = group.namespace();
        return new OpenFailure(
                group.cluster(),
                group.rule(),
                namespace == null ? "" : namespace,
                word(group.severity()),
                group.root());
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
