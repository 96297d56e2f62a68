package dev.faultstream.analyzer.rules.cronjob;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.job.JobConditions;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import dev.faultstream.analyzer.rules.workload.Workload;
import dev.faultstream.analyzer.rules.workload.WorkloadPods;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CronJob has not succeeded for several runs. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "cron-job.repeated-failures",
        kinds = CronJob.class,
        grace = "0s",
        order = 806,
        message = "Cron job {name} has not succeeded for {hours} h: its last {count} runs failed or did not happen",
        doc = "batch/v1 CronJob status.lastSuccessfulTime")
public final class RepeatedFailures implements Rule<CronJob> {
    private static final int SEVERAL = 3;
    /** As many as the controller itself is ready to count. */
    private static final int MANY = 100;

    @Override
    public void evaluate(CronJob cronJob, ClusterView view, Findings findings) {
        Schedule schedule = Workload.of(cronJob).isResting() ? null : Schedule.of(cronJob);
        Instant succeeded = lastSuccess(cronJob);
        if (schedule == null || succeeded == null) {
            return;
        }
        DueTimes times = new DueTimes(schedule, Duration.ZERO, view);
        Instant third = times.passed(succeeded, SEVERAL);
        if (third == null) {
            return;
        }
        Job newest = newestFinished(cronJob, view).orElse(null);
        JobCondition failure = newest == null ? null : JobConditions.failure(newest);
        if (newest == null || failure == null) {
            return;
        }
        findings.add(findings.finding()
                .since(PodTimes.later(third, JobConditions.transition(failure)))
                .age("hours", succeeded)
                .with("count", times.count(succeeded, MANY))
                .with("target", newest.getMetadata().getName())
                .evidence(
                        Evidence.Type.CONDITION,
                        "Job " + newest.getMetadata().getName() + ": Failed is True: " + failure.getMessage(),
                        JobConditions.transition(failure)));
    }

    @Override
    public void causes(CronJob cronJob, Finding finding, ClusterView view, Causes causes) {
        Job newest = newestFinished(cronJob, view).orElse(null);
        causes.of(newest, "job.*").of(cronJob, "cron-job.missed-schedule");
        if (newest != null) {
            List<Pod> pods = view.owned(Pod.class, newest);
            causes.of(pods, "pod.unschedulable*", "pod.image-*", "pod.config-*", "pod.*");
        }
    }

    private static Optional<Job> newestFinished(CronJob cronJob, ClusterView view) {
        return WorkloadPods.jobs(cronJob, view).stream()
                .filter(JobConditions::isFinished)
                .findFirst();
    }

    /** The last success, or the creation while there was none. */
    private static @Nullable Instant lastSuccess(CronJob cronJob) {
        Instant success = cronJob.getStatus() == null
                ? null
                : KubernetesTime.parse(cronJob.getStatus().getLastSuccessfulTime());
        return success == null ? PodTimes.created(cronJob) : success;
    }
}
