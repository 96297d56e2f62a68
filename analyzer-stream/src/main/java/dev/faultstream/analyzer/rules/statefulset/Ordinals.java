package dev.faultstream.analyzer.rules.statefulset;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.workload.Workload;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The numbered pods that a StatefulSet is to have, and their claims. */
final class Ordinals {
    private final StatefulSet set;
    private final int first;
    private final int end;
    private final Map<String, Pod> pods = new TreeMap<>();

    Ordinals(StatefulSet set, ClusterView view) {
        this.set = set;
        Integer start = set.getSpec() == null || set.getSpec().getOrdinals() == null
                ? null
                : set.getSpec().getOrdinals().getStart();
        this.first = start == null ? 0 : start;
        this.end = first + Workload.of(set).wanted();
        view.owned(Pod.class, set).forEach(pod -> pods.put(pod.getMetadata().getName(), pod));
    }

    int first() {
        return first;
    }

    /** The number after the last one. */
    int end() {
        return end;
    }

    String name(int ordinal) {
        return set.getMetadata().getName() + '-' + ordinal;
    }

    /** The pod of this number; null when there is none. */
    @Nullable
    Pod pod(int ordinal) {
        return pods.get(name(ordinal));
    }

    /** All pods of the set. */
    List<Pod> pods() {
        return List.copyOf(pods.values());
    }

    /** The claims that the set has made, or is to make, for the pod of this number; those that exist. */
    List<PersistentVolumeClaim> claims(int ordinal, ClusterView view) {
        List<PersistentVolumeClaim> claims = new ArrayList<>();
        for (PersistentVolumeClaim template : set.getSpec().getVolumeClaimTemplates()) {
            PersistentVolumeClaim claim = view.find(
                    PersistentVolumeClaim.class, template.getMetadata().getName() + '-' + name(ordinal));
            if (claim != null) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /** The claims of all pods that the set is to have. */
    List<PersistentVolumeClaim> claims(ClusterView view) {
        List<PersistentVolumeClaim> claims = new ArrayList<>();
        for (int ordinal = first; ordinal < end; ordinal++) {
            claims.addAll(claims(ordinal, view));
        }
        return claims;
    }
}
