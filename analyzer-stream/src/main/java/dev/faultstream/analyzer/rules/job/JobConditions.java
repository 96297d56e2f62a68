package dev.faultstream.analyzer.rules.job;

import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a Job has ended. */
public final class JobConditions {
    /** {@code FailureTarget} comes first, while pods are still being stopped. */
    private static final List<String> FAILURES = List.of("Failed", "FailureTarget");

    private JobConditions() {}

    /** The condition that tells that and why the Job has failed; null when it has not. */
    public static @Nullable JobCondition failure(Job job) {
        for (String type : FAILURES) {
            JobCondition condition = ofType(job, type);
            if (condition != null) {
                return condition;
            }
        }
        return null;
    }

    /** Whether the Job has succeeded. */
    public static boolean isComplete(Job job) {
        return ofType(job, "Complete") != null;
    }

    /** Whether the Job has ended for good, one way or the other. */
    public static boolean isFinished(Job job) {
        return isComplete(job) || ofType(job, "Failed") != null;
    }

    /** When the condition became true; null when that is not told. */
    public static @Nullable Instant transition(JobCondition condition) {
        return KubernetesTime.parse(condition.getLastTransitionTime());
    }

    private static @Nullable JobCondition ofType(Job job, String type) {
        if (job.getStatus() == null) {
            return null;
        }
        return job.getStatus().getConditions().stream()
                .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst()
                .orElse(null);
    }
}
