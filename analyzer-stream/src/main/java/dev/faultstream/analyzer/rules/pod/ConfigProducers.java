package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the custom resources whose controllers make Secrets. */
public final class ConfigProducers {
    private static final KindRef CERTIFICATE = new KindRef("cert-manager.io", "Certificate");
    private static final List<KindRef> SECRET_MAKERS =
            List.of(new KindRef("external-secrets.io", "ExternalSecret"), new KindRef("bitnami.com", "SealedSecret"));

    private ConfigProducers() {}

    /** The Certificates of the namespace that are to be stored in the Secret. */
    public static List<HasMetadata> certificatesFor(String secret, ClusterView view) {
        return list(CERTIFICATE, view).stream()
                .filter(certificate -> secret.equals(field(certificate, "secretName")))
                .toList();
    }

    /** The other resources of the namespace that the Secret is made from. */
    public static List<HasMetadata> makersOf(String secret, ClusterView view) {
        return SECRET_MAKERS.stream()
                .flatMap(kind -> list(kind, view).stream())
                .filter(maker -> secret.equals(targetOf(maker)))
                .toList();
    }

    private static String targetOf(HasMetadata maker) {
        String target = field(maker, "target", "name");
        return target == null ? maker.getMetadata().getName() : target;
    }

    private static List<HasMetadata> list(KindRef kind, ClusterView view) {
        return view.synced(kind) ? view.list(kind) : List.of();
    }

    private static @Nullable String field(HasMetadata object, String... path) {
        if (!(object instanceof GenericKubernetesResource resource)) {
            return null;
        }
        Object[] fromRoot = new Object[path.length + 1];
        fromRoot[0] = "spec";
        System.arraycopy(path, 0, fromRoot, 1, path.length);
        Object value = resource.get(fromRoot);
        return value instanceof String text && !text.isEmpty() ? text : null;
    }
}
