package dev.faultstream.analyzer.rules.storage;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.TypedObjectReference;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a claim that nobody complains about may be waiting for. */
final class PendingCause {
    private static final KindRef VOLUME = KindRef.core("PersistentVolume");
    private static final List<String> PROVISIONERS =
            List.of("volume.kubernetes.io/storage-provisioner", "volume.beta.kubernetes.io/storage-provisioner");

    private PendingCause() {}

    static String of(PersistentVolumeClaim claim, @Nullable StorageClass storageClass, ClusterView view) {
        if (storageClass == null
                || "kubernetes.io/no-provisioner".equals(storageClass.getProvisioner())
                || namesUnusableVolume(claim, view)) {
            return "no-matching-volume";
        }
        if (lacksSource(claim, view)) {
            return "data-source";
        }
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        return annotations != null && PROVISIONERS.stream().anyMatch(annotations::containsKey)
                ? "provisioner-silent"
                : "other";
    }

    /** A volume that is free, or another claim's, is not in this namespace's sight. */
    private static boolean namesUnusableVolume(PersistentVolumeClaim claim, ClusterView view) {
        String name = claim.getSpec() == null ? null : claim.getSpec().getVolumeName();
        if (name == null || name.isEmpty()) {
            return false;
        }
        ObjectReference holder =
                view.peek(VOLUME, null, name) instanceof PersistentVolume volume && volume.getSpec() != null
                        ? volume.getSpec().getClaimRef()
                        : null;
        return holder == null
                || !claim.getMetadata().getName().equals(holder.getName())
                || !claim.getMetadata().getNamespace().equals(holder.getNamespace());
    }

    /** Whether what the volume is to be filled from does not exist; what cannot be seen from here is not looked for. */
    private static boolean lacksSource(PersistentVolumeClaim claim, ClusterView view) {
        TypedObjectReference source =
                claim.getSpec() == null ? null : claim.getSpec().getDataSourceRef();
        if (source == null
                || source.getKind() == null
                || source.getName() == null
                || (source.getNamespace() != null
                        && !source.getNamespace().equals(claim.getMetadata().getNamespace()))) {
            return false;
        }
        String group =
                source.getApiGroup() == null || source.getApiGroup().isEmpty() ? KindRef.CORE : source.getApiGroup();
        KindRef kind = new KindRef(group, source.getKind());
        return view.synced(kind) && !view.exists(kind, claim.getMetadata().getNamespace(), source.getName());
    }
}
