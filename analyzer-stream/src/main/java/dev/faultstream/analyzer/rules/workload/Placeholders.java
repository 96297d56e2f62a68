package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.UnsyncedKind;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;

/** Pods of negative priority, which only keep room for others and are never meant to be all scheduled. */
final class Placeholders {
    private static final KindRef PRIORITY_CLASS = new KindRef("scheduling.k8s.io", "PriorityClass");

    private Placeholders() {}

    static boolean arePodsOf(PodTemplateSpec template, ClusterView view) {
        PodSpec spec = template.getSpec();
        if (spec == null) {
            return false;
        }
        if (spec.getPriority() != null) {
            return spec.getPriority() < 0;
        }
        String name = spec.getPriorityClassName();
        if (name == null || name.isEmpty() || name.startsWith("system-")) {
            return false;
        }
        HasMetadata found =
                isBeingListed(view) ? view.find(PRIORITY_CLASS, null, name) : view.peek(PRIORITY_CLASS, null, name);
        return found instanceof PriorityClass priority && priority.getValue() != null && priority.getValue() < 0;
    }

    /** Only a list under way is worth waiting for: a kind that cannot be listed must not silence the workload. */
    private static boolean isBeingListed(ClusterView view) {
        return view.unsyncedKinds().stream()
                .filter(kind -> kind.kind().equals(PRIORITY_CLASS))
                .map(UnsyncedKind::reason)
                .anyMatch(reason -> reason == KindUnsynced.Reason.LISTING);
    }
}
