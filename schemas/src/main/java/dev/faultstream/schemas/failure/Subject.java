package dev.faultstream.schemas.failure;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The resource that a person would fix.
 *
 * @param apiVersion its API group and version
 * @param kind its kind
 * @param namespace its namespace; null when it is cluster-scoped
 * @param name its name
 * @param uid its uid; null when unknown
 */
public record Subject(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        String name,
        @Nullable String uid) {
    public Subject {
        requireNonNull(apiVersion, "apiVersion");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }
}
