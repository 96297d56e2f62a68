package dev.faultstream.analyzer.rules.workload;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ResourceQuota keeps a workload from creating its pods. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "workload.create-quota",
        kinds = {
            ReplicaSet.class,
            ReplicationController.class,
            StatefulSet.class,
            DaemonSet.class,
            Job.class,
            CronJob.class
        },
        grace = "30s",
        order = 401,
        message = "{kind} {name} cannot create pods: quota {quota} allows no more {resource} ({cause})",
        doc = "v1 ResourceQuota spec.hard")
public final class CreateQuota implements Rule<HasMetadata> {
    private static final Pattern EXCEEDED = Pattern.compile("exceeded quota: ([^,\\s]+)(?:, requested: ([^=,\\s]+)=)?");
    private static final Pattern UNSPECIFIED = Pattern.compile("failed quota: ([^:\\s]+): must specify ([^,;\\s]+)");

    @Override
    public void evaluate(HasMetadata workload, ClusterView view, Findings findings) {
        CreationFailure failure = CreationFailure.of(workload, view);
        if (failure == null || CreationRefusal.of(failure) != CreationRefusal.QUOTA) {
            return;
        }
        Matcher exceeded = EXCEEDED.matcher(failure.text());
        Matcher unspecified = UNSPECIFIED.matcher(failure.text());
        if (exceeded.find()) {
            findings.add(failure.tell(findings.finding())
                    .with("quota", exceeded.group(1))
                    .with("resource", exceeded.group(2) == null ? "resources" : exceeded.group(2))
                    .with("cause", "exceeded"));
        } else if (unspecified.find()) {
            findings.add(failure.tell(findings.finding())
                    .with("quota", unspecified.group(1))
                    .with("resource", unspecified.group(2))
                    .with("cause", "unspecified"));
        }
    }

    @Override
    public void causes(HasMetadata workload, Finding finding, ClusterView view, Causes causes) {
        causes.of(view.find(ResourceQuota.class, finding.parameter("quota")), "resource-quota.exceeded");
    }
}
