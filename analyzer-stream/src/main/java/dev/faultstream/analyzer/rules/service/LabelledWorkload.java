package dev.faultstream.analyzer.rules.service;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.workload.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A workload whose pods a selector may select.
 *
 * @param workload the workload
 * @param labels the labels that its pods carry
 */
record LabelledWorkload(Workload workload, Map<String, String> labels) {
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Deployment.class,
            StatefulSet.class,
            DaemonSet.class,
            ReplicaSet.class,
            ReplicationController.class,
            Job.class,
            CronJob.class);
    /** Owners that are listed themselves. */
    private static final Set<String> LISTED_OWNERS = Set.of("Deployment", "CronJob");

    /** All workloads of the home namespace, without those that another listed one controls. */
    static List<LabelledWorkload> inNamespace(ClusterView view) {
        return KINDS.stream()
                .<HasMetadata>flatMap(kind -> view.list(kind).stream())
                .filter(object -> !isOfListedOwner(object))
                .map(Workload::of)
                .filter(Objects::nonNull)
                .map(workload -> new LabelledWorkload(workload, labelsOf(workload)))
                .toList();
    }

    /** The Deployment, StatefulSet or whatever it is. */
    HasMetadata object() {
        return workload.object();
    }

    /** Whether it is to have pods now; those of a CronJob come and go. */
    boolean wantsPods(ClusterView view) {
        return !(object() instanceof CronJob) && !workload.isOff(view);
    }

    private static Map<String, String> labelsOf(Workload workload) {
        return Stream.ofNullable(workload.template())
                .map(template -> template.getMetadata())
                .filter(Objects::nonNull)
                .map(metadata -> metadata.getLabels())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Map.of());
    }

    private static boolean isOfListedOwner(HasMetadata object) {
        List<OwnerReference> owners = object.getMetadata().getOwnerReferences();
        return owners != null
                && owners.stream()
                        .anyMatch(owner ->
                                Boolean.TRUE.equals(owner.getController()) && LISTED_OWNERS.contains(owner.getKind()));
    }
}
