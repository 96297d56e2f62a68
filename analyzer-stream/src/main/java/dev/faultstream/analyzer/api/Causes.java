package dev.faultstream.analyzer.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;

/**
 * Takes what may explain a finding, best first. Each call adds one place; the first place at which a failure is open
 * explains the finding, with all failures that are open there.
 */
public interface Causes {
    /**
     * Findings of these objects whose rule matches one of the patterns; the patterns are places of their own, tried in
     * order.
     */
    Causes of(Collection<? extends HasMetadata> objects, String... rulePatterns);

    /** Findings of one object; nothing when it is null. */
    Causes of(@org.jspecify.annotations.Nullable HasMetadata object, String... rulePatterns);

    /** Findings about the cluster itself. */
    Causes ofCluster(String... rulePatterns);
}
