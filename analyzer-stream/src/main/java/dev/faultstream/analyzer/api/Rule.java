package dev.faultstream.analyzer.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * Detects one problem of one kind of object. Its id, kinds and texts stand in its {@link RuleDefinition}; it is found
 * through {@link java.util.ServiceLoader}, so a new rule is a new class and nothing else.
 *
 * <p>A rule is a plain function of the object and the view: it keeps no state, reads no clock, and whatever it reads
 * through the view decides when it runs again. What the view cannot know yet (a kind that is not synced) ends the
 * evaluation with {@link UndecidedException}; rules do not catch it.
 *
 * @param <T> the model class of the objects; {@link HasMetadata} for a rule of several kinds
 */
public non-sealed interface Rule<T extends HasMetadata> extends AnyRule {
    /**
     * Adds a finding for each problem that the object shows.
     *
     * @param object the object; not to be changed
     * @param view the cluster around it
     * @param findings takes the findings, and knows those that earlier rules had about the same object
     */
    void evaluate(T object, ClusterView view, Findings findings);

    /** The indexes by which it lists objects. */
    default List<ObjectIndex<?>> indexes() {
        return List.of();
    }

    /**
     * Names what may explain a finding of this rule, best first. Called after all findings of the cluster are up to
     * date; may read anything, also findings of other objects.
     */
    default void causes(T object, Finding finding, ClusterView view, Causes causes) {}
}
