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
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.analyzer.rules.job.JobConditions;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import dev.faultstream.analyzer.rules.workload.Workload;
import dev.faultstream.analyzer.rules.workload.WorkloadPods;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A CronJob did not start when it was due. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "cron-job.missed-schedule",
        kinds = CronJob.class,
        grace = "0s",
        order = 804,
        message = "Cron job {name} did not start when it was due {minutes} min ago (schedule {schedule})",
        doc = "batch/v1 CronJob spec.schedule")
public final class MissedSchedule implements Rule<CronJob> {
    private static final KindRef CRON_JOB = new KindRef("batch", "CronJob");
    private static final String CONTROL_PLANE = "kube-system";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration EVENTS = Duration.ofHours(1);
    private static final Set<String> REASONS = Set.of(
            "FailedCreate",
            "MissSchedule",
            "TooManyMissedTimes",
            "UnparseableSchedule",
            "UnknownTimeZone",
            "InvalidSchedule");

    @Override
    public void evaluate(CronJob cronJob, ClusterView view, Findings findings) {
        Schedule schedule = Workload.of(cronJob).isResting() ? null : Schedule.of(cronJob);
        Instant before = lastStart(cronJob);
        if (schedule == null || before == null) {
            return;
        }
        DueTimes times = new DueTimes(schedule, PATIENCE, view);
        Instant due = times.passed(before, hasDeadline(cronJob) ? 2 : 1);
        if (due == null || isHeldBack(cronJob, view) || isPaused(view)) {
            return;
        }
        if (!view.synced(CRON_JOB)) {
            throw new UndecidedException("what is known of the CronJob may be old");
        }
        Instant latest = times.latest(before);
        Instant missed = latest == null ? due : latest;
        findings.add(findings.finding()
                .since(missed)
                .age("minutes", missed)
                .with("schedule", cronJob.getSpec().getSchedule())
                .evidence(Evidence.Type.FIELD, "last scheduled or created at " + before, before)
                .evidence(view.warnings(cronJob, EVENTS).stream()
                        .filter(event -> REASONS.contains(event.reason()))
                        .toList()));
    }

    @Override
    public void causes(CronJob cronJob, Finding finding, ClusterView view, Causes causes) {
        if (CONTROL_PLANE.equals(view.home())) {
            causes.of(view.find(Lease.class, "kube-controller-manager"), "control-plane.leader-lost");
        }
        causes.of(cronJob, "workload.create-*");
        String namespace = cronJob.getMetadata().getNamespace();
        causes.of(view.find(Namespace.class, null, namespace), "namespace.stuck-terminating");
    }

    /** A single time may have fallen into a suspension, and with a deadline is not made up for. */
    private static boolean hasDeadline(CronJob cronJob) {
        return cronJob.getSpec().getStartingDeadlineSeconds() != null;
    }

    private static @Nullable Instant lastStart(CronJob cronJob) {
        return PodTimes.later(
                PodTimes.created(cronJob),
                cronJob.getStatus() == null
                        ? null
                        : KubernetesTime.parse(cronJob.getStatus().getLastScheduleTime()));
    }

    /** Runs must not overlap, and one is still under way. */
    private static boolean isHeldBack(CronJob cronJob, ClusterView view) {
        return "Forbid".equals(cronJob.getSpec().getConcurrencyPolicy())
                && WorkloadPods.jobs(cronJob, view).stream().anyMatch(job -> !JobConditions.isFinished(job));
    }

    /** Nothing of the cluster is heard, so its controllers may well be at work. */
    private static boolean isPaused(ClusterView view) {
        return view.clusterFindings().stream().anyMatch(finding -> finding.isOf("cluster.unobserved"));
    }
}
