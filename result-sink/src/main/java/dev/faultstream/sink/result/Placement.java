package dev.faultstream.sink.result;

/** In which namespace a Result is kept. */
public enum Placement {
    /** All in one. */
    ONE_NAMESPACE,
    /** Each in that of the failing resource; that of a cluster-scoped resource in the one namespace. */
    NAMESPACE_OF_OBJECT
}
