package dev.faultstream.analyzer.testing;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/**
 * Stands in for a rule so that tests of causes need not build what the rule finds: it speaks about objects whose
 * label {@code broken} holds its name after the dot.
 *
 * @param <T> what it looks at
 */
public abstract class StandIn<T extends HasMetadata> implements Rule<T> {
    /** The label that says which stand-in speaks about an object. */
    public static final String LABEL = "broken";

    @Override
    public final void evaluate(T object, ClusterView view, Findings findings) {
        String id = getClass().getAnnotation(RuleDefinition.class).id();
        Map<String, String> labels = object.getMetadata().getLabels();
        if (labels != null && id.endsWith('.' + labels.getOrDefault(LABEL, "?"))) {
            findings.add(findings.finding());
        }
    }
}
