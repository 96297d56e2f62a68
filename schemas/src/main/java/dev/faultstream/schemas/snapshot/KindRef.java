package dev.faultstream.schemas.snapshot;

import static java.util.Objects.requireNonNull;

/**
 * A kind of Kubernetes resource, without its version: {@code apps/Deployment}, {@code core/Pod}.
 *
 * @param group the API group; {@link #CORE} for the core group, never empty
 * @param kind the kind's name in CamelCase
 */
public record KindRef(String group, String kind) implements Comparable<KindRef> {
    /** How the core group, whose name in the Kubernetes API is empty, is written everywhere in Faultstream. */
    public static final String CORE = "core";

    public KindRef {
        requireNonNull(group, "group");
        requireNonNull(kind, "kind");
        if (group.isEmpty() || group.indexOf('/') >= 0) {
            throw new IllegalArgumentException("group must be a name without '/': \"" + group + "\"");
        }
        if (kind.isEmpty() || kind.indexOf('/') >= 0) {
            throw new IllegalArgumentException("kind must be a name without '/': \"" + kind + "\"");
        }
    }

    /** A kind of the core group. */
    public static KindRef core(String kind) {
        return new KindRef(CORE, kind);
    }

    /**
     * The kind that an object's {@code apiVersion} ({@code v1}, {@code apps/v1}) and {@code kind} name.
     *
     * @throws IllegalArgumentException if either is empty
     */
    public static KindRef of(String apiVersion, String kind) {
        return new KindRef(groupOf(apiVersion), kind);
    }

    /** The group part of an {@code apiVersion}; {@link #CORE} when it has none. */
    public static String groupOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash <= 0 ? CORE : apiVersion.substring(0, slash);
    }

    @Override
    public int compareTo(KindRef other) {
        int byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : kind.compareTo(other.kind);
    }

    /** {@code group/Kind}. */
    @Override
    public String toString() {
        return group + "/" + kind;
    }
}
