package dev.faultstream.schemas.snapshot;

import static java.util.Objects.requireNonNull;

/**
 * The identity of a resource in all of Faultstream and the key of its records:
 * {@code cluster/group/Kind/namespace/name}. Names of Kubernetes objects hold no slash, so the form is unambiguous.
 *
 * @param cluster the id of the cluster, as the watcher was configured
 * @param group the API group, {@code core} for the core group
 * @param kind the kind
 * @param namespace the namespace, {@link #NO_NAMESPACE} for cluster-scoped resources
 * @param name the name
 */
public record ResourceKey(String cluster, String group, String kind, String namespace, String name)
        implements Comparable<ResourceKey> {
    /** Stands for the namespace of cluster-scoped resources. */
    public static final String NO_NAMESPACE = "-";

    public ResourceKey {
        requirePart(cluster, "cluster");
        requirePart(group, "group");
        requirePart(kind, "kind");
        requirePart(namespace, "namespace");
        requirePart(name, "name");
    }

    /** The key of a resource of the given kind. */
    public static ResourceKey of(String cluster, KindRef kind, String namespace, String name) {
        return new ResourceKey(cluster, kind.group(), kind.kind(), namespace, name);
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text is not of five non-empty parts; its message quotes the text
     */
    public static ResourceKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException(
                    "not a resource key (cluster/group/Kind/namespace/name): \"" + text + "\"");
        }
        return new ResourceKey(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /** The kind of the resource. */
    public KindRef kindRef() {
        return new KindRef(group, kind);
    }

    /** Whether the resource lives in a namespace. */
    public boolean isNamespaced() {
        return !NO_NAMESPACE.equals(namespace);
    }

    @Override
    public int compareTo(ResourceKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return cluster + '/' + group + '/' + kind + '/' + namespace + '/' + name;
    }

    private static void requirePart(String part, String what) {
        requireNonNull(part, what);
        if (part.isEmpty() || part.indexOf('/') >= 0) {
            throw new IllegalArgumentException(what + " must not be empty or hold '/': \"" + part + "\"");
        }
    }
}
