package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.snapshot.ResourceKey;

/**
 * One analysis: of an object, seen from a namespace.
 *
 * @param object the object
 * @param home the namespace whose objects the analysis sees; the object's own but for objects, such as webhook
 *     configurations, that are about several namespaces
 */
public record EvaluationId(ResourceKey object, String home) implements Comparable<EvaluationId> {
    /** The analysis of an object in its own namespace. */
    static EvaluationId of(ResourceKey object) {
        return new EvaluationId(object, object.namespace());
    }

    /** Reads the form that {@link #toString()} writes. */
    public static EvaluationId parse(String text) {
        int slash = text.lastIndexOf('/');
        return new EvaluationId(ResourceKey.parse(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public int compareTo(EvaluationId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return object.toString() + '/' + home;
    }
}
