package dev.faultstream.analyzer.rules.template;

import dev.faultstream.analyzer.api.ClusterView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pod template of a workload.
 *
 * @param workload a Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job or CronJob
 * @param template what its pods are made from; null when it has none
 * @param wantsPods whether it is to have pods now: not scaled to 0, suspended, finished or being deleted, and no CronJob
 */
public record WorkloadTemplate(
        HasMetadata workload, @Nullable PodTemplateSpec template, boolean wantsPods) {
    /** Owners whose own template is listed. */
    private static final Set<String> LISTED_OWNERS = Set.of("Deployment", "CronJob");

    /** The templates of all workloads of the home namespace, without those that come from another listed one. */
    public static List<WorkloadTemplate> inNamespace(ClusterView view) {
        return Stream.of(
                        of(view, Deployment.class, WorkloadTemplate::of),
                        of(view, StatefulSet.class, WorkloadTemplate::of),
                        of(view, DaemonSet.class, WorkloadTemplate::of),
                        of(view, ReplicaSet.class, WorkloadTemplate::of),
                        of(view, ReplicationController.class, WorkloadTemplate::of),
                        of(view, Job.class, WorkloadTemplate::of),
                        of(view, CronJob.class, WorkloadTemplate::of))
                .flatMap(Function.identity())
                .toList();
    }

    /** The labels that pods made from the template carry. */
    public Map<String, String> labels() {
        if (template == null || template.getMetadata() == null) {
            return Map.of();
        }
        Map<String, String> labels = template.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static <T extends HasMetadata> Stream<WorkloadTemplate> of(
            ClusterView view, Class<T> kind, Function<T, WorkloadTemplate> read) {
        return view.list(kind).stream()
                .filter(object -> !isOfListedOwner(object))
                .map(read);
    }

    private static WorkloadTemplate of(Deployment deployment) {
        var spec = deployment.getSpec();
        return spec == null
                ? none(deployment)
                : new WorkloadTemplate(deployment, spec.getTemplate(), wants(deployment, spec.getReplicas()));
    }

    private static WorkloadTemplate of(StatefulSet set) {
        var spec = set.getSpec();
        return spec == null ? none(set) : new WorkloadTemplate(set, spec.getTemplate(), wants(set, spec.getReplicas()));
    }

    private static WorkloadTemplate of(ReplicaSet set) {
        var spec = set.getSpec();
        return spec == null ? none(set) : new WorkloadTemplate(set, spec.getTemplate(), wants(set, spec.getReplicas()));
    }

    private static WorkloadTemplate of(ReplicationController controller) {
        var spec = controller.getSpec();
        return spec == null
                ? none(controller)
                : new WorkloadTemplate(controller, spec.getTemplate(), wants(controller, spec.getReplicas()));
    }

    private static WorkloadTemplate of(DaemonSet set) {
        if (set.getSpec() == null) {
            return none(set);
        }
        Integer scheduled = set.getStatus() == null ? null : set.getStatus().getDesiredNumberScheduled();
        return new WorkloadTemplate(
                set, set.getSpec().getTemplate(), wants(set, scheduled == null ? Integer.valueOf(0) : scheduled));
    }

    private static WorkloadTemplate of(Job job) {
        var spec = job.getSpec();
        if (spec == null) {
            return none(job);
        }
        boolean over = Boolean.TRUE.equals(spec.getSuspend()) || isFinished(job);
        return new WorkloadTemplate(job, spec.getTemplate(), !over && wants(job, spec.getParallelism()));
    }

    private static WorkloadTemplate of(CronJob cronJob) {
        var jobs = cronJob.getSpec() == null ? null : cronJob.getSpec().getJobTemplate();
        return jobs == null || jobs.getSpec() == null
                ? none(cronJob)
                : new WorkloadTemplate(cronJob, jobs.getSpec().getTemplate(), false);
    }

    private static WorkloadTemplate none(HasMetadata workload) {
        return new WorkloadTemplate(workload, null, false);
    }

    private static boolean wants(HasMetadata workload, @Nullable Integer replicas) {
        return workload.getMetadata().getDeletionTimestamp() == null && (replicas == null || replicas > 0);
    }

    private static boolean isFinished(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> "True".equals(condition.getStatus())
                                && ("Complete".equals(condition.getType()) || "Failed".equals(condition.getType())));
    }

    private static boolean isOfListedOwner(HasMetadata object) {
        List<OwnerReference> owners = object.getMetadata().getOwnerReferences();
        return owners != null
                && owners.stream()
                        .anyMatch(owner ->
                                Boolean.TRUE.equals(owner.getController()) && LISTED_OWNERS.contains(owner.getKind()));
    }
}
