package dev.faultstream.analyzer.rules.job;

import dev.faultstream.analyzer.api.ClusterView;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/** Tells whether the failure of a Job has been made up for. */
final class Supersession {
    private Supersession() {}

    /** Whether a later Job of the same CronJob has succeeded. */
    static boolean isSuperseded(Job job, ClusterView view) {
        for (OwnerReference owner : job.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController()) && "CronJob".equals(owner.getKind())) {
                CronJob cronJob = view.find(CronJob.class, owner.getName());
                return cronJob != null
                        && owner.getUid().equals(cronJob.getMetadata().getUid())
                        && view.owned(Job.class, cronJob).stream()
                                .anyMatch(other -> JobConditions.isComplete(other) && isLater(other, job));
            }
        }
        return false;
    }

    private static boolean isLater(Job one, Job other) {
        return started(one).compareTo(started(other)) > 0;
    }

    /** As the API writes it, which sorts like time. */
    private static String started(Job job) {
        String created = job.getMetadata().getCreationTimestamp();
        return created == null ? "" : created;
    }
}
