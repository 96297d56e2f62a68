package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.KubernetesTime;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a container ended because memory ran out. */
final class OutOfMemory {
    private static final String REASON = "OOMKilled";

    private OutOfMemory() {}

    /** When it was last killed for it, in its present or its last run; null when it was not. */
    static @Nullable Instant killed(PodContainer container) {
        return container
                .runs()
                .filter(run -> REASON.equals(run.getReason()))
                .map(run -> KubernetesTime.parse(run.getFinishedAt()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether its last run ended so. */
    static boolean endedLastRun(PodContainer container) {
        return container.runs().limit(1).anyMatch(run -> REASON.equals(run.getReason()));
    }
}
