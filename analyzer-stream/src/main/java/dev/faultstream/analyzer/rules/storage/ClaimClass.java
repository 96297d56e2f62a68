package dev.faultstream.analyzer.rules.storage;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.FindingBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The storage class of a claim: the one that it names, or the cluster's default one. */
final class ClaimClass {
    private static final String OLD_NAME = "volume.beta.kubernetes.io/storage-class";
    private static final List<String> DEFAULT_MARKS =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    private ClaimClass() {}

    /** The class that the claim names: empty when it wants none, null when it leaves that open. */
    static @Nullable String named(PersistentVolumeClaim claim) {
        String name = claim.getSpec() == null ? null : claim.getSpec().getStorageClassName();
        if (name != null) {
            return name;
        }
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(OLD_NAME);
    }

    /** The object of the class that counts for the claim; null when there is none. */
    static @Nullable StorageClass of(PersistentVolumeClaim claim, ClusterView view) {
        String name = named(claim);
        if (name == null) {
            return defaultClass(view);
        }
        return name.isEmpty() ? null : view.find(StorageClass.class, name);
    }

    /** Whether the claim names a class that does not exist. */
    static boolean isMissing(PersistentVolumeClaim claim, ClusterView view) {
        String name = named(claim);
        return name != null && !name.isEmpty() && !view.exists(StorageClass.class, name);
    }

    /** Whether the claim leaves the class open and the cluster has no default one. */
    static boolean isUndetermined(PersistentVolumeClaim claim, ClusterView view) {
        return named(claim) == null && defaultClass(view) == null;
    }

    /** Adds the parameters that all findings about claims have. */
    static FindingBuilder tell(PersistentVolumeClaim claim, @Nullable StorageClass known, FindingBuilder finding) {
        String name = known == null ? named(claim) : known.getMetadata().getName();
        return finding.with("claim", claim.getMetadata().getName()).with("class", name);
    }

    /** The newest of the classes that are marked as default. */
    private static @Nullable StorageClass defaultClass(ClusterView view) {
        return view.list(StorageClass.class).stream()
                .filter(ClaimClass::isDefault)
                .max(Comparator.comparing(ClaimClass::created))
                .orElse(null);
    }

    private static boolean isDefault(StorageClass storageClass) {
        Map<String, String> annotations = storageClass.getMetadata().getAnnotations();
        return annotations != null && DEFAULT_MARKS.stream().anyMatch(mark -> "true".equals(annotations.get(mark)));
    }

    private static String created(StorageClass storageClass) {
        String created = storageClass.getMetadata().getCreationTimestamp();
        return created == null ? "" : created;
    }
}
