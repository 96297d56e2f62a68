package dev.faultstream.analyzer.api;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Takes the findings of an object's rules, in the order of the rules. */
public interface Findings {
    /** Adds a finding of the running rule about the object under analysis. */
    void add(FindingBuilder finding);

    /** Starts a finding of the running rule. */
    default FindingBuilder finding() {
        return new FindingBuilder();
    }

    /** Whether an earlier rule, or this one, has a finding about the object. */
    boolean any();

    /** Whether an earlier rule, or this one, has a finding about this part (a container) of the object. */
    boolean about(String part);

    /** Whether the rule with this id, or one that a pattern such as {@code pod.unschedulable*} matches, has one. */
    boolean has(String rulePattern);

    /** The object under analysis. */
    HasMetadata object();
}
