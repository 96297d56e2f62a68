package dev.faultstream.analyzer.rules.daemonset;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import dev.faultstream.analyzer.rules.workload.Workload;
import dev.faultstream.analyzer.rules.workload.WorkloadCauses;
import dev.faultstream.analyzer.rules.workload.WorkloadPods;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A DaemonSet lacks ready pods on nodes that are well. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "daemon-set.not-ready",
        kinds = DaemonSet.class,
        grace = "10m",
        settle = "2m",
        order = 700,
        message = "Daemon set {name} is ready on {ready} of {wanted} nodes",
        doc = "apps/v1 DaemonSet status.numberReady")
public final class DaemonSetNotReady implements Rule<DaemonSet> {
    private static final int SEVERAL = 2;
    private static final Duration CRITICAL_GRACE = Duration.ofMinutes(2);

    @Override
    public void evaluate(DaemonSet set, ClusterView view, Findings findings) {
        Workload workload = Workload.of(set);
        if (workload.isResting()) {
            return;
        }
        workload.requireCurrent();
        int ready = ready(set);
        if (ready >= workload.wanted() || workload.isOff(view)) {
            return;
        }
        List<Pod> pods = WorkloadPods.of(set, view);
        if (RollingUpdate.isMoving(set, pods, view)) {
            return;
        }
        int wanted = workload.wanted() - new Coverage(set, pods, view).excused(workload.wanted());
        if (ready >= wanted) {
            return;
        }
        Instant since = PodTimes.missingSince(pods);
        FindingBuilder finding = findings.finding()
                .since(since)
                .notBefore(PodTimes.moved(pods))
                .with("ready", ready)
                .with("wanted", wanted)
                .evidence(
                        Evidence.Type.FIELD,
                        "status: " + ready + " ready of " + workload.wanted() + " wanted, "
                                + (workload.wanted() - wanted) + " of them on nodes that are new, leaving or not ready",
                        since);
        findings.add(
                ready == 0 && wanted >= SEVERAL
                        ? finding.severity(Severity.CRITICAL).grace(CRITICAL_GRACE)
                        : finding);
    }

    @Override
    public void causes(DaemonSet set, Finding finding, ClusterView view, Causes causes) {
        WorkloadCauses.add(set, view, causes);
    }

    private static int ready(DaemonSet set) {
        Integer ready = set.getStatus() == null ? null : set.getStatus().getNumberReady();
        return ready == null ? 0 : ready;
    }
}
