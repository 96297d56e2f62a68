package dev.faultstream.analyzer.rules.ingress;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What labels, annotations and status say about the part an Ingress plays. */
final class IngressTraits {
    private static final String SOLVER = "acme.cert-manager.io/http01-solver";

    private IngressTraits() {}

    /** Whether it is on its way out. */
    static boolean isLeaving(Ingress ingress) {
        return ingress.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether a controller has given it an address. */
    static boolean isServed(Ingress ingress) {
        return ingress.getStatus() != null
                && ingress.getStatus().getLoadBalancer() != null
                && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty();
    }

    /** Whether cert-manager made it for the moment of a challenge. */
    static boolean isSolver(Ingress ingress) {
        Map<String, String> labels = ingress.getMetadata().getLabels();
        return labels != null && labels.containsKey(SOLVER);
    }

    /** The value of an annotation; null when there is none. */
    static @Nullable String annotation(HasMetadata object, String name) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(name);
    }

    /** Whether it carries any of the annotations. */
    static boolean hasAny(Ingress ingress, Set<String> annotations) {
        return annotations.stream().anyMatch(name -> annotation(ingress, name) != null);
    }
}
