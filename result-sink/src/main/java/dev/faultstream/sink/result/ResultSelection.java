package dev.faultstream.sink.result;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import java.util.Set;

/**
 * Which failures get a Result.
 *
 * @param clusters those of these clusters; empty for all
 * @param severities those of these severities
 * @param rootCausesOnly whether those that another open failure explains are left out
 */
public record ResultSelection(Set<String> clusters, Set<Severity> severities, boolean rootCausesOnly) {
    public ResultSelection {
        clusters = Set.copyOf(clusters);
        severities = Set.copyOf(severities);
    }

    boolean takes(Failure failure) {
        return failure.state() == Failure.State.OPEN
                && severities.contains(failure.severity())
                && (clusters.isEmpty() || clusters.contains(failure.cluster()))
                && (!rootCausesOnly || failure.isRootCause());
    }
}
