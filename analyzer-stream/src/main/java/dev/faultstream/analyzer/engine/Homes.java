package dev.faultstream.analyzer.engine;

/** Knows which namespaces of which clusters live in the partition at hand. */
@FunctionalInterface
public interface Homes {
    /** All namespaces of all clusters: the only partition. */
    Homes ALL = (cluster, namespace) -> true;

    /**
     * Whether the namespace lives here; {@code -} asks for the cluster-scoped objects.
     */
    boolean isLocal(String cluster, String namespace);
}
