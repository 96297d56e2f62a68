package dev.faultstream.analyzer.rules.condition;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resources that a resource refers to by fields called {@code …Ref}. */
final class RelatedResources {
    private static final String SUFFIX = "Ref";
    private static final int MOST = 20;

    private final GenericKubernetesResource resource;
    private final Set<Reference> references = new LinkedHashSet<>();

    private RelatedResources(GenericKubernetesResource resource) {
        this.resource = resource;
        Fields.walk(Fields.get(resource, "spec"), this::visit);
    }

    /** Those that exist and can be seen from here. */
    static List<HasMetadata> of(GenericKubernetesResource resource, ClusterView view) {
        List<HasMetadata> found = new ArrayList<>();
        for (Reference reference : new RelatedResources(resource).references) {
            HasMetadata inNamespace =
                    view.peek(reference.kind, resource.getMetadata().getNamespace(), reference.name);
            HasMetadata related = inNamespace == null ? view.peek(reference.kind, null, reference.name) : inNamespace;
            if (related != null && found.size() < MOST) {
                found.add(related);
            }
        }
        return found;
    }

    private void visit(String field, @Nullable Object value) {
        if (!field.endsWith(SUFFIX) || !(value instanceof Map<?, ?> reference)) {
            return;
        }
        String name = text(reference, "name");
        String kind = text(reference, "kind");
        if (kind.isEmpty() && field.length() > SUFFIX.length()) {
            kind = field.substring(0, 1).toUpperCase(Locale.ROOT)
                    + field.substring(1, field.length() - SUFFIX.length());
        }
        if (!name.isEmpty() && !kind.isEmpty() && kind.indexOf('/') < 0) {
            references.add(new Reference(new KindRef(group(reference), kind), name));
        }
    }

    /** The group that the reference names, else that of the resource itself. */
    private String group(Map<?, ?> reference) {
        for (String field : List.of("group", "apiGroup")) {
            if (!text(reference, field).isEmpty()) {
                return text(reference, field);
            }
        }
        String version = text(reference, "apiVersion");
        return KindRef.groupOf(version.isEmpty() ? resource.getApiVersion() : version);
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private record Reference(KindRef kind, String name) {}
}
