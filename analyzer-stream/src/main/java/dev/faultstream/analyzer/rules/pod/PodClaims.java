package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The volume claims of a Pod. */
public final class PodClaims {
    private static final KindRef CLAIM = KindRef.core("PersistentVolumeClaim");
    private static final KindRef VOLUME = KindRef.core("PersistentVolume");

    private PodClaims() {}

    /** The names of the claims by the volume of the Pod that asks for them, those of ephemeral volumes included. */
    public static Map<String, String> byVolume(Pod pod) {
        Map<String, String> claims = new LinkedHashMap<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getPersistentVolumeClaim() != null) {
                claims.put(volume.getName(), volume.getPersistentVolumeClaim().getClaimName());
            } else if (volume.getEphemeral() != null) {
                claims.put(volume.getName(), pod.getMetadata().getName() + '-' + volume.getName());
            }
        }
        return claims;
    }

    /** Whether the claim is one that Kubernetes itself makes for an ephemeral volume of the Pod. */
    static boolean isEphemeral(Pod pod, String claim) {
        return pod.getSpec().getVolumes().stream()
                .anyMatch(volume -> volume.getEphemeral() != null
                        && claim.equals(pod.getMetadata().getName() + '-' + volume.getName()));
    }

    /** The Pod's claim of this name; null when there is none. */
    static @Nullable PersistentVolumeClaim peek(Pod pod, String claim, ClusterView view) {
        return view.peek(CLAIM, pod.getMetadata().getNamespace(), claim) instanceof PersistentVolumeClaim found
                ? found
                : null;
    }

    /** Names as causes what may be wrong with these claims of the Pod and with their volumes. */
    static void addTo(Causes causes, Pod pod, List<String> claims, ClusterView view) {
        List<PersistentVolumeClaim> found = new ArrayList<>();
        List<HasMetadata> volumes = new ArrayList<>();
        for (String name : claims) {
            PersistentVolumeClaim claim = peek(pod, name, view);
            if (claim != null) {
                found.add(claim);
                HasMetadata volume = volumeOf(claim, view);
                if (volume != null) {
                    volumes.add(volume);
                }
            }
        }
        causes.of(found, "pvc.lost")
                .of(PodCauses.ownersOf(pod, view), "stateful-set.storage-class-missing")
                .of(
                        found,
                        "pvc.class-missing",
                        "pvc.no-class",
                        "pvc.provisioning-failed",
                        "pvc.pending",
                        "pvc.resize-failed")
                .of(volumes, "pv.node-missing", "pv.failed");
    }

    private static @Nullable HasMetadata volumeOf(PersistentVolumeClaim claim, ClusterView view) {
        String volume = claim.getSpec() == null ? null : claim.getSpec().getVolumeName();
        return volume == null ? null : view.peek(VOLUME, null, volume);
    }
}
