package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.Ownership;
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows {@code controller: true} owner references to the top-most owner that the view holds. */
final class OwnerWalk {
    private static final int LONGEST_CHAIN = 16;
    private static final Set<KindRef> NEVER_OWNERS = Set.of(KindRef.core("Node"), KindRef.core("Namespace"));
    private static final Set<KindRef> WORKLOADS = Set.of(
            new KindRef("apps", "Deployment"),
            new KindRef("apps", "StatefulSet"),
            new KindRef("apps", "DaemonSet"),
            new KindRef("apps", "ReplicaSet"),
            new KindRef("batch", "CronJob"),
            new KindRef("batch", "Job"),
            KindRef.core("ReplicationController"));

    private OwnerWalk() {}

    static Ownership from(HasMetadata object, RecordingView view) {
        HasMetadata top = object;
        HasMetadata workload = isWorkload(object) ? object : null;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            HasMetadata owner = controllerOf(top, view);
            if (owner == null) {
                break;
            }
            top = owner;
            workload = isWorkload(owner) ? owner : workload;
        }
        return new Ownership(top, workload);
    }

    private static @Nullable HasMetadata controllerOf(HasMetadata object, RecordingView view) {
        List<OwnerReference> references = object.getMetadata().getOwnerReferences();
        if (references == null) {
            return null;
        }
        for (OwnerReference reference : references) {
            if (Boolean.TRUE.equals(reference.getController())) {
                KindRef kind = KindRef.of(reference.getApiVersion(), reference.getKind());
                return NEVER_OWNERS.contains(kind) ? null : find(kind, reference, object, view);
            }
        }
        return null;
    }

    /** A kind that is being listed may still bring the owner; any other absence ends the walk. */
    private static @Nullable HasMetadata find(
            KindRef kind, OwnerReference reference, HasMetadata object, RecordingView view) {
        if (!view.isLocal() && object.getMetadata().getNamespace() != null) {
            throw new UndecidedException("the owner lives in another partition");
        }
        HasMetadata owner = view.peek(kind, object.getMetadata().getNamespace(), reference.getName());
        if (owner == null && view.isListing(kind)) {
            throw new UndecidedException("the owner may be among the " + kind + " still to come");
        }
        return owner != null && Objects.equals(owner.getMetadata().getUid(), reference.getUid()) ? owner : null;
    }

    private static boolean isWorkload(HasMetadata object) {
        return WORKLOADS.contains(ResourceTypes.kindOf(object));
    }
}
