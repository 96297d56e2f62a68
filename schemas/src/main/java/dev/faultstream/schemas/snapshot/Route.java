package dev.faultstream.schemas.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Which partitions get a record.
 *
 * @param scope whether partitions other than the home get it too
 * @param home the namespace whose partition is the home, {@link ResourceKey#NO_NAMESPACE} for none
 */
public record Route(Scope scope, String home) {
    /** Who gets a record. */
    public enum Scope {
        /** Only the home partition. */
        HOME,
        /** Every partition. */
        ALL,
        /** The home partition gets the object, all others its {@link IngressProjection projection}. */
        PROJECTED
    }

    static Route to(@Nullable String namespace) {
        return new Route(Scope.HOME, orNone(namespace));
    }

    static Route toAll(@Nullable String namespace) {
        return new Route(Scope.ALL, orNone(namespace));
    }

    static Route projected(@Nullable String namespace) {
        return new Route(Scope.PROJECTED, orNone(namespace));
    }

    private static String orNone(@Nullable String namespace) {
        return namespace == null || namespace.isEmpty() ? ResourceKey.NO_NAMESPACE : namespace;
    }
}
