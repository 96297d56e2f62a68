package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.analyzer.rules.job.JobConditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all built-in workloads have in common.
 *
 * @param object the workload itself
 * @param template the template of its pods; null when it was published without its spec
 * @param wanted how many pods it is to have; 0 when that is not known
 * @param suspended whether it is told to rest, or has nothing left to do
 * @param observedGeneration the generation that its status is about; null when there is none
 */
public record Workload(
        HasMetadata object,
        @Nullable PodTemplateSpec template,
        int wanted,
        boolean suspended,
        @Nullable Long observedGeneration) {
    private static final Map<Class<?>, Function<HasMetadata, Workload>> READERS = Map.of(
            Deployment.class, object -> of((Deployment) object),
            ReplicaSet.class, object -> of((ReplicaSet) object),
            ReplicationController.class, object -> of((ReplicationController) object),
            StatefulSet.class, object -> of((StatefulSet) object),
            DaemonSet.class, object -> of((DaemonSet) object),
            Job.class, object -> of((Job) object),
            CronJob.class, object -> of((CronJob) object));

    /** The workload that the object is; null when it is none. */
    public static @Nullable Workload of(HasMetadata object) {
        Function<HasMetadata, Workload> reader = READERS.get(object.getClass());
        return reader == null ? null : reader.apply(object);
    }

    /** A Deployment as a workload. */
    public static Workload of(Deployment deployment) {
        return deployment.getSpec() == null
                ? unknown(deployment)
                : new Workload(
                        deployment,
                        deployment.getSpec().getTemplate(),
                        orOne(deployment.getSpec().getReplicas()),
                        false,
                        deployment.getStatus() == null
                                ? null
                                : deployment.getStatus().getObservedGeneration());
    }

    /** A ReplicaSet as a workload. */
    public static Workload of(ReplicaSet set) {
        return set.getSpec() == null
                ? unknown(set)
                : new Workload(
                        set,
                        set.getSpec().getTemplate(),
                        orOne(set.getSpec().getReplicas()),
                        false,
                        set.getStatus() == null ? null : set.getStatus().getObservedGeneration());
    }

    /** A ReplicationController as a workload. */
    public static Workload of(ReplicationController controller) {
        return controller.getSpec() == null
                ? unknown(controller)
                : new Workload(
                        controller,
                        controller.getSpec().getTemplate(),
                        orOne(controller.getSpec().getReplicas()),
                        false,
                        controller.getStatus() == null
                                ? null
                                : controller.getStatus().getObservedGeneration());
    }

    /** A StatefulSet as a workload. */
    public static Workload of(StatefulSet set) {
        return set.getSpec() == null
                ? unknown(set)
                : new Workload(
                        set,
                        set.getSpec().getTemplate(),
                        orOne(set.getSpec().getReplicas()),
                        false,
                        set.getStatus() == null ? null : set.getStatus().getObservedGeneration());
    }

    /** A DaemonSet as a workload: it is to have as many pods as its controller has counted nodes. */
    public static Workload of(DaemonSet set) {
        boolean counted = set.getStatus() != null && set.getStatus().getDesiredNumberScheduled() != null;
        return set.getSpec() == null
                ? unknown(set)
                : new Workload(
                        set,
                        set.getSpec().getTemplate(),
                        counted ? set.getStatus().getDesiredNumberScheduled() : 0,
                        false,
                        set.getStatus() == null ? null : set.getStatus().getObservedGeneration());
    }

    /** A Job as a workload; it rests when it has finished. */
    public static Workload of(Job job) {
        return job.getSpec() == null
                ? unknown(job)
                : new Workload(
                        job,
                        job.getSpec().getTemplate(),
                        orOne(job.getSpec().getParallelism()),
                        Boolean.TRUE.equals(job.getSpec().getSuspend()) || JobConditions.isFinished(job),
                        null);
    }

    /** A CronJob as a workload. */
    public static Workload of(CronJob cronJob) {
        return cronJob.getSpec() == null
                        || cronJob.getSpec().getJobTemplate() == null
                        || cronJob.getSpec().getJobTemplate().getSpec() == null
                ? unknown(cronJob)
                : new Workload(
                        cronJob,
                        cronJob.getSpec().getJobTemplate().getSpec().getTemplate(),
                        1,
                        Boolean.TRUE.equals(cronJob.getSpec().getSuspend()),
                        null);
    }

    /** Whether it is not meant to run, as far as it says so itself. */
    public boolean isResting() {
        return wanted == 0 || suspended || object.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether it is not meant to run, or not meant to run in full. */
    public boolean isOff(ClusterView view) {
        return isResting() || (template != null && Placeholders.arePodsOf(template, view));
    }

    /**
     * Makes sure that its status is about its present spec.
     *
     * @throws UndecidedException if the controller has not come round to it yet
     */
    public void requireCurrent() {
        Long generation = object.getMetadata().getGeneration();
        if (generation != null && (observedGeneration == null || observedGeneration < generation)) {
            throw new UndecidedException("the controller has not observed generation " + generation);
        }
    }

    /** When it was created; null when that is not told. */
    public @Nullable Instant created() {
        return KubernetesTime.parse(object.getMetadata().getCreationTimestamp());
    }

    private static Workload unknown(HasMetadata object) {
        return new Workload(object, null, 0, false, null);
    }

    private static int orOne(@Nullable Integer count) {
        return count == null ? 1 : count;
    }
}
