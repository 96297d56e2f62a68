package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.analyzer.rules.job.JobConditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerSpec;
import io.fabric8.kubernetes.api.model.ReplicationControllerStatus;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetSpec;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
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
        return of(
                deployment,
                deployment.getSpec(),
                DeploymentSpec::getTemplate,
                spec -> orOne(spec.getReplicas()),
                observed(deployment.getStatus(), DeploymentStatus::getObservedGeneration));
    }

    /** A ReplicaSet as a workload. */
    public static Workload of(ReplicaSet set) {
        return of(
                set,
                set.getSpec(),
                ReplicaSetSpec::getTemplate,
                spec -> orOne(spec.getReplicas()),
                observed(set.getStatus(), ReplicaSetStatus::getObservedGeneration));
    }

    /** A ReplicationController as a workload. */
    public static Workload of(ReplicationController controller) {
        return of(
                controller,
                controller.getSpec(),
                ReplicationControllerSpec::getTemplate,
                spec -> orOne(spec.getReplicas()),
                observed(controller.getStatus(), ReplicationControllerStatus::getObservedGeneration));
    }

    /** A StatefulSet as a workload. */
    public static Workload of(StatefulSet set) {
        return of(
                set,
                set.getSpec(),
                StatefulSetSpec::getTemplate,
                spec -> orOne(spec.getReplicas()),
                observed(set.getStatus(), StatefulSetStatus::getObservedGeneration));
    }

    /** A DaemonSet as a workload: it is to have as many pods as its controller has counted nodes. */
    public static Workload of(DaemonSet set) {
        boolean counted = set.getStatus() != null && set.getStatus().getDesiredNumberScheduled() != null;
        return of(
                set,
                set.getSpec(),
                DaemonSetSpec::getTemplate,
                spec -> counted ? set.getStatus().getDesiredNumberScheduled() : 0,
                observed(set.getStatus(), DaemonSetStatus::getObservedGeneration));
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

    /** One that does not rest as long as it wants pods. */
    private static <S> Workload of(
            HasMetadata object,
            @Nullable S spec,
            Function<S, PodTemplateSpec> template,
            ToIntFunction<S> wanted,
            @Nullable Long observedGeneration) {
        return spec == null
                ? unknown(object)
                : new Workload(object, template.apply(spec), wanted.applyAsInt(spec), false, observedGeneration);
    }

    private static <S> @Nullable Long observed(@Nullable S status, Function<S, @Nullable Long> generation) {
        return status == null ? null : generation.apply(status);
    }

    private static Workload unknown(HasMetadata object) {
        return new Workload(object, null, 0, false, null);
    }

    private static int orOne(@Nullable Integer count) {
        return count == null ? 1 : count;
    }
}
