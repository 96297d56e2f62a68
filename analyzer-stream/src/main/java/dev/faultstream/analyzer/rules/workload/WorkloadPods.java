package dev.faultstream.analyzer.rules.workload;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.faultstream.analyzer.api.ClusterView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the pods of a workload by what owns them. */
public final class WorkloadPods {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String REVISION_HASH = "controller-revision-hash";

    private WorkloadPods() {}

    /** The pods of a workload, those of its ReplicaSets or Jobs included; newest revision first. */
    public static List<Pod> of(HasMetadata workload, ClusterView view) {
        return byRevision(workload, view).stream().flatMap(List::stream).toList();
    }

    /** The same pods, those of each revision (or Job) together; newest first, none of them empty. */
    public static List<List<Pod>> byRevision(HasMetadata workload, ClusterView view) {
        List<? extends HasMetadata> owners = children(workload, view);
        if (owners.isEmpty()) {
            return workload instanceof Deployment || workload instanceof CronJob
                    ? List.of()
                    : groupedByHash(view.owned(Pod.class, workload));
        }
        List<List<Pod>> groups = new ArrayList<>();
        for (HasMetadata owner : owners) {
            List<Pod> pods = view.owned(Pod.class, owner);
            if (!pods.isEmpty()) {
                groups.add(pods);
            }
        }
        return groups;
    }

    /** The ReplicaSets of a Deployment, newest revision first. */
    public static List<ReplicaSet> replicaSets(Deployment deployment, ClusterView view) {
        return view.owned(ReplicaSet.class, deployment).stream()
                .sorted(comparing(WorkloadPods::revision, reverseOrder())
                        .thenComparing(PodTimes::createdText, reverseOrder()))
                .toList();
    }

    /** The Jobs of a CronJob, newest first. */
    public static List<Job> jobs(CronJob cronJob, ClusterView view) {
        return view.owned(Job.class, cronJob).stream()
                .sorted(comparing(PodTimes::createdText, reverseOrder()))
                .toList();
    }

    /** What creates the workload's pods in its name: ReplicaSets or Jobs; empty when it does so itself. */
    static List<? extends HasMetadata> children(HasMetadata workload, ClusterView view) {
        if (workload instanceof Deployment deployment) {
            return replicaSets(deployment, view);
        }
        return workload instanceof CronJob cronJob ? jobs(cronJob, view) : List.of();
    }

    private static List<List<Pod>> groupedByHash(List<Pod> pods) {
        Map<String, List<Pod>> groups = new TreeMap<>();
        for (Pod pod : pods) {
            groups.computeIfAbsent(revisionHash(pod), hash -> new ArrayList<>()).add(pod);
        }
        return groups.values().stream()
                .sorted(comparing(WorkloadPods::newestCreation, reverseOrder()))
                .toList();
    }

    /** The revision of a StatefulSet or DaemonSet that a pod was made from; empty when it does not tell. */
    public static String revisionHash(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(REVISION_HASH, "");
    }

    private static String newestCreation(Collection<Pod> pods) {
        return pods.stream().map(PodTimes::createdText).max(String::compareTo).orElse("");
    }

    private static long revision(ReplicaSet set) {
        Map<String, String> annotations = set.getMetadata().getAnnotations();
        String revision = annotations == null ? null : annotations.get(REVISION);
        try {
            return revision == null ? 0 : Long.parseLong(revision);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
