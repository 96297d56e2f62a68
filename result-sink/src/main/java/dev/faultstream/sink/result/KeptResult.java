package dev.faultstream.sink.result;

/**
 * A Result that is there, as it is counted.
 *
 * @param namespace that of the broken object; empty when it has none
 * @param kind the kind of the broken object
 * @param name {@code namespace/name} of the broken object, {@code name} when it has no namespace
 */
public record KeptResult(String namespace, String kind, String name) {
    static KeptResult of(ResultSpec spec) {
        int slash = spec.name().indexOf('/');
        return new KeptResult(slash < 0 ? "" : spec.name().substring(0, slash), spec.kind(), spec.name());
    }
}
