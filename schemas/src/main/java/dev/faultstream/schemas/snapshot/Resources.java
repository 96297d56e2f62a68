package dev.faultstream.schemas.snapshot;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the identity of a Kubernetes object that is still a JSON tree. */
public final class Resources {
    private Resources() {}

    /**
     * The key of an object.
     *
     * @throws IllegalArgumentException if apiVersion, kind or metadata.name are missing; its message says which
     */
    public static ResourceKey key(String cluster, JsonNode resource) {
        String apiVersion = required(resource, "/apiVersion");
        String kind = required(resource, "/kind");
        String name = required(resource, "/metadata/name");
        String namespace = resource.at("/metadata/namespace").asText("");
        return ResourceKey.of(
                cluster,
                KindRef.of(apiVersion, kind),
                namespace.isEmpty() ? ResourceKey.NO_NAMESPACE : namespace,
                name);
    }

    static String describe(String cluster, JsonNode resource) {
        return cluster
                + ' '
                + resource.path("kind").asText("?")
                + ' '
                + resource.at("/metadata/namespace").asText("-")
                + '/'
                + resource.at("/metadata/name").asText("?");
    }

    private static String required(JsonNode resource, String pointer) {
        String text = resource.at(pointer).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "the object has no " + pointer.substring(1).replace('/', '.'));
        }
        return text;
    }
}
