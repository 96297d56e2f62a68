package dev.faultstream.schemas.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * What other namespaces' analyses may see of an Ingress: identity and age, class, hosts, paths with their backends,
 * whether it has an address, and the labels and annotations by which Ingresses stand back for one another.
 */
public final class IngressProjection {
    private static final Set<String> METADATA = Set.of(
            "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp");
    private static final Set<String> ANNOTATIONS = Set.of(
            "kubernetes.io/ingress.class",
            "nginx.ingress.kubernetes.io/canary",
            "nginx.org/mergeable-ingress-type",
            "alb.ingress.kubernetes.io/group.name",
            "alb.ingress.kubernetes.io/group.order",
            "faultstream.dev/ignore");
    private static final Set<String> LABELS = Set.of("acme.cert-manager.io/http01-solver");
    private static final Set<String> SPEC = Set.of("ingressClassName", "defaultBackend", "rules");

    private IngressProjection() {}

    /** A new object with only those parts; the given one stays as it is. */
    public static ObjectNode of(ObjectNode ingress) {
        ObjectNode projection = ingress.objectNode();
        copy(ingress, projection, Set.of("apiVersion", "kind"));
        ObjectNode metadata = projection.putObject("metadata");
        copy(ingress.path("metadata"), metadata, METADATA);
        copyInto(metadata, "labels", ingress.at("/metadata/labels"), LABELS);
        copyInto(metadata, "annotations", ingress.at("/metadata/annotations"), ANNOTATIONS);
        copyInto(projection, "spec", ingress.path("spec"), SPEC);
        JsonNode addresses = ingress.at("/status/loadBalancer/ingress");
        if (addresses.isArray() && !addresses.isEmpty()) {
            projection.putObject("status").putObject("loadBalancer").set("ingress", addresses.deepCopy());
        }
        return projection;
    }

    private static void copyInto(ObjectNode parent, String name, JsonNode from, Set<String> fields) {
        ObjectNode copy = parent.objectNode();
        copy(from, copy, fields);
        if (!copy.isEmpty()) {
            parent.set(name, copy);
        }
    }

    private static void copy(JsonNode from, ObjectNode to, Set<String> fields) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            if (fields.contains(field.getKey())) {
                to.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }
}
