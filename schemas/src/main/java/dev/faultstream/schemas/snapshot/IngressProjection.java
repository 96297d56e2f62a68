package dev.faultstream.schemas.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What other namespaces' analyses may see of an Ingress: class, annotations that order Ingresses, hosts, paths with
 * their backends, and whether it has an address.
 */
public final class IngressProjection {
    private IngressProjection() {}

    /** A new object with only those parts; the given one stays as it is. */
    public static ObjectNode of(ObjectNode ingress) {
        ObjectNode projection = ingress.objectNode();
        projection.set("apiVersion", ingress.get("apiVersion"));
        projection.set("kind", ingress.get("kind"));
        projection.set("metadata", ingress.path("metadata").deepCopy());
        ObjectNode spec = projection.putObject("spec");
        copy(ingress.path("spec"), spec, "ingressClassName");
        copy(ingress.path("spec"), spec, "rules");
        JsonNode addresses = ingress.at("/status/loadBalancer/ingress");
        if (addresses.isArray() && !addresses.isEmpty()) {
            projection.putObject("status").putObject("loadBalancer").set("ingress", addresses.deepCopy());
        }
        return projection;
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value != null) {
            to.set(field, value.deepCopy());
        }
    }
}
