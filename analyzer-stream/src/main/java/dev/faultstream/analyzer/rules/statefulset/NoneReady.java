package dev.faultstream.analyzer.rules.statefulset;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import dev.faultstream.analyzer.rules.workload.Workload;
import dev.faultstream.analyzer.rules.workload.WorkloadCauses;
import dev.faultstream.analyzer.rules.workload.WorkloadPods;
import dev.faultstream.analyzer.rules.workload.Youth;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.List;

/** No replica of a StatefulSet is ready. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "stateful-set.none-ready",
        kinds = StatefulSet.class,
        severity = Severity.CRITICAL,
        grace = "2m",
        order = 600,
        message = "Stateful set {name} has none of {wanted} replicas ready",
        doc = "apps/v1 StatefulSet status.readyReplicas")
public final class NoneReady implements Rule<StatefulSet> {
    @Override
    public void evaluate(StatefulSet set, ClusterView view, Findings findings) {
        Workload workload = Workload.of(set);
        if (workload.isResting()) {
            return;
        }
        workload.requireCurrent();
        if (ready(set) > 0 || workload.isOff(view)) {
            return;
        }
        List<Pod> pods = WorkloadPods.of(set, view);
        if (Youth.isYounger(workload, Youth.of(workload), view) && !Youth.areInTrouble(pods, view)) {
            return;
        }
        Instant since = PodTimes.missingSince(pods);
        findings.add(findings.finding()
                .since(since)
                .notBefore(PodTimes.moved(pods))
                .with("wanted", workload.wanted())
                .evidence(Evidence.Type.FIELD, "status: " + pods.size() + " pods, 0 ready", since));
    }

    @Override
    public void causes(StatefulSet set, Finding finding, ClusterView view, Causes causes) {
        WorkloadCauses.add(set, view, causes);
        causes.of(new Ordinals(set, view).claims(view), "pvc.*");
        causes.of(set, "stateful-set.ordinal-blocked", "stateful-set.rollout-stuck");
    }

    static int ready(StatefulSet set) {
        Integer ready = set.getStatus() == null ? null : set.getStatus().getReadyReplicas();
        return ready == null ? 0 : ready;
    }
}
