package dev.faultstream.analyzer.rules.ingress;

import dev.faultstream.analyzer.api.ClusterView;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import org.jspecify.annotations.Nullable;

/** Decides which class an Ingress is of. */
final class ClassOfIngress {
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final String DEFAULT_CLASS_ANNOTATION = "ingressclass.kubernetes.io/is-default-class";

    private ClassOfIngress() {}

    /** The class by field, annotation or default of the cluster; null when there is none. */
    static @Nullable String of(Ingress ingress, ClusterView view) {
        String named = named(ingress);
        return named == null ? defaultClass(view) : named;
    }

    /** The class in {@code spec.ingressClassName}; null when there is none. */
    static @Nullable String inSpec(Ingress ingress) {
        String name = ingress.getSpec() == null ? null : ingress.getSpec().getIngressClassName();
        return name == null || name.isEmpty() ? null : name;
    }

    private static @Nullable String named(Ingress ingress) {
        String inSpec = inSpec(ingress);
        if (inSpec != null) {
            return inSpec;
        }
        String annotated = IngressTraits.annotation(ingress, CLASS_ANNOTATION);
        return annotated == null || annotated.isEmpty() ? null : annotated;
    }

    private static @Nullable String defaultClass(ClusterView view) {
        return view.list(IngressClass.class).stream()
                .filter(candidate -> "true".equals(IngressTraits.annotation(candidate, DEFAULT_CLASS_ANNOTATION)))
                .map(candidate -> candidate.getMetadata().getName())
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
