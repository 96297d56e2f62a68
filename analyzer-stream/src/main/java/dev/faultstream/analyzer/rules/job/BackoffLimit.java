package dev.faultstream.analyzer.rules.job;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.UncountedTerminatedPods;
import java.util.List;

/** A Job was given up because its pods failed too often. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "job.backoff-limit",
        kinds = Job.class,
        grace = "0s",
        order = 800,
        message = "Job {target} gave up after {count} failed pods; the last ended with exit code {exitCode} ({reason})",
        doc = "batch/v1 Job spec.backoffLimit")
public final class BackoffLimit implements Rule<Job> {
    @Override
    public void evaluate(Job job, ClusterView view, Findings findings) {
        JobCondition failure = JobConditions.failure(job);
        if (failure == null
                || !"BackoffLimitExceeded".equals(failure.getReason())
                || job.getMetadata().getDeletionTimestamp() != null
                || Supersession.isSuperseded(job, view)) {
            return;
        }
        FailedRun run = FailedRun.newest(view.owned(Pod.class, job));
        findings.add(findings.finding()
                .since(JobConditions.transition(failure))
                .with("target", job.getMetadata().getName())
                .with("count", failedPods(job.getStatus()))
                .with("exitCode", run.exitCode())
                .with("reason", run.reason())
                .evidence(
                        Evidence.Type.CONDITION,
                        failure.getType() + " is True: " + failure.getMessage(),
                        JobConditions.transition(failure)));
    }

    /** Those that the controller has counted, and those that it is about to count when it gives up. */
    private static int failedPods(JobStatus status) {
        int counted = status.getFailed() == null ? 0 : status.getFailed();
        UncountedTerminatedPods uncounted = status.getUncountedTerminatedPods();
        return uncounted == null ? counted : counted + uncounted.getFailed().size();
    }

    @Override
    public void causes(Job job, Finding finding, ClusterView view, Causes causes) {
        List<Pod> pods = view.owned(Pod.class, job);
        causes.of(pods, "pod.unschedulable*", "pod.image-*", "pod.config-*", "pod.*");
        Pod last = FailedRun.newest(pods).pod();
        String node =
                last == null || last.getSpec() == null ? null : last.getSpec().getNodeName();
        if (node != null) {
            causes.of(view.find(Node.class, node), "node.*");
        }
    }
}
