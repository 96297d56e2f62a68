package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.WarningEvent;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerCondition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * That a controller cannot create pods, in the words of the API server. ReplicaSets and ReplicationControllers tell it
 * by a condition, which goes away with the first success; the others only by events.
 *
 * @param text the words
 * @param since from when on
 * @param source what was read, as evidence
 */
record CreationFailure(String text, @Nullable Instant since, Evidence source) {
    /** The kinds whose controllers create pods (or, for a CronJob, Jobs). */
    private static final Map<Class<?>, BiFunction<HasMetadata, ClusterView, @Nullable CreationFailure>> READERS =
            Map.of(
                    ReplicaSet.class, (object, view) -> of((ReplicaSet) object),
                    ReplicationController.class, (object, view) -> of((ReplicationController) object),
                    StatefulSet.class, (object, view) -> of((StatefulSet) object, view),
                    DaemonSet.class, (object, view) -> of((DaemonSet) object, view),
                    Job.class, (object, view) -> of((Job) object, view),
                    CronJob.class, (object, view) -> of((CronJob) object, view));

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String REASON = "FailedCreate";

    /** What keeps the workload from creating pods that it wants; null when nothing does. */
    static @Nullable CreationFailure of(HasMetadata object, ClusterView view) {
        BiFunction<HasMetadata, ClusterView, @Nullable CreationFailure> reader = READERS.get(object.getClass());
        Workload workload = Workload.of(object);
        if (reader == null || workload == null || workload.isResting()) {
            return null;
        }
        CreationFailure failure = reader.apply(object, view);
        return failure == null || workload.isOff(view) ? null : failure;
    }

    /** Starts a finding with what all findings about failed creations tell. */
    FindingBuilder tell(FindingBuilder finding) {
        return finding.since(since).text(text).evidence(source.type(), source.text(), source.at());
    }

    private static @Nullable CreationFailure of(ReplicaSet set) {
        if (set.getStatus() == null) {
            return null;
        }
        for (ReplicaSetCondition condition : set.getStatus().getConditions()) {
            if (isFailure(condition.getType(), condition.getStatus(), condition.getReason())) {
                return ofCondition(condition.getMessage(), condition.getLastTransitionTime());
            }
        }
        return null;
    }

    private static @Nullable CreationFailure of(ReplicationController controller) {
        if (controller.getStatus() == null) {
            return null;
        }
        for (ReplicationControllerCondition condition : controller.getStatus().getConditions()) {
            if (isFailure(condition.getType(), condition.getStatus(), condition.getReason())) {
                return ofCondition(condition.getMessage(), condition.getLastTransitionTime());
            }
        }
        return null;
    }

    private static @Nullable CreationFailure of(StatefulSet set, ClusterView view) {
        int created = set.getStatus() == null ? 0 : orZero(set.getStatus().getReplicas());
        return created < Workload.of(set).wanted() ? ofEvent(newest(set, view)) : null;
    }

    private static @Nullable CreationFailure of(DaemonSet set, ClusterView view) {
        int created = set.getStatus() == null ? 0 : orZero(set.getStatus().getCurrentNumberScheduled());
        return created < Workload.of(set).wanted() ? ofEvent(newest(set, view)) : null;
    }

    private static @Nullable CreationFailure of(Job job, ClusterView view) {
        int active = job.getStatus() == null ? 0 : orZero(job.getStatus().getActive());
        return active == 0 ? ofEvent(newest(job, view)) : null;
    }

    /** A CronJob shows only by a newer Job that it can create them again. */
    private static @Nullable CreationFailure of(CronJob cronJob, ClusterView view) {
        WarningEvent event = newest(cronJob, view);
        return event == null || hasJobSince(cronJob, event.last(), view) ? null : ofEvent(event);
    }

    private static boolean hasJobSince(CronJob cronJob, Instant failed, ClusterView view) {
        return view.owned(Job.class, cronJob).stream()
                .map(PodTimes::created)
                .anyMatch(created -> created != null && created.isAfter(failed));
    }

    private static boolean isFailure(String type, String status, @Nullable String reason) {
        return "ReplicaFailure".equals(type) && "True".equals(status) && REASON.equals(reason);
    }

    private static @Nullable WarningEvent newest(HasMetadata object, ClusterView view) {
        return view.warnings(object, WINDOW).stream()
                .filter(event -> REASON.equals(event.reason()))
                .findFirst()
                .orElse(null);
    }

    private static CreationFailure ofCondition(@Nullable String message, @Nullable String transition) {
        String text = message == null ? "" : message;
        Instant since = KubernetesTime.parse(transition);
        return new CreationFailure(
                text, since, new Evidence(Evidence.Type.CONDITION, "ReplicaFailure is True: " + text, since));
    }

    private static @Nullable CreationFailure ofEvent(@Nullable WarningEvent event) {
        return event == null ? null : new CreationFailure(event.message(), event.first(), event.evidence());
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
