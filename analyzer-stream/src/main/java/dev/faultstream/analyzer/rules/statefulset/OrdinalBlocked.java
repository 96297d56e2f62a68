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
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pods of a StatefulSet are not created because an earlier one is not ready. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "stateful-set.ordinal-blocked",
        kinds = StatefulSet.class,
        grace = "5m",
        order = 602,
        message = "Pod {pod} of stateful set {name} is not ready, so {count} later pods are not created",
        doc = "apps/v1 StatefulSet spec.podManagementPolicy")
public final class OrdinalBlocked implements Rule<StatefulSet> {
    @Override
    public void evaluate(StatefulSet set, ClusterView view, Findings findings) {
        Workload workload = Workload.of(set);
        if (workload.isResting()
                || "Parallel".equals(set.getSpec().getPodManagementPolicy())
                || created(set) >= workload.wanted()) {
            return;
        }
        Ordinals ordinals = new Ordinals(set, view);
        int blocked = firstUnready(ordinals);
        long later = IntStream.range(blocked + 1, ordinals.end())
                .filter(ordinal -> ordinals.pod(ordinal) == null)
                .count();
        if (later == 0 || workload.isOff(view)) {
            return;
        }
        Pod pod = ordinals.pod(blocked);
        if (pod != null && blocked == ordinals.first() && NoneReady.ready(set) == 0) {
            return;
        }
        Instant since = since(pod, ordinals);
        findings.add(findings.finding()
                .since(since)
                .with("pod", ordinals.name(blocked))
                .with("count", later)
                .evidence(
                        Evidence.Type.FIELD,
                        "pod " + ordinals.name(blocked) + (pod == null ? " does not exist" : " is not ready"),
                        since));
    }

    @Override
    public void causes(StatefulSet set, Finding finding, ClusterView view, Causes causes) {
        Ordinals ordinals = new Ordinals(set, view);
        int blocked = firstUnready(ordinals);
        Pod pod = ordinals.pod(blocked);
        causes.of(pod, "pod.*");
        causes.of(ordinals.claims(blocked, view), "pvc.*");
        causes.of(set, "stateful-set.storage-class-missing");
        WorkloadCauses.addCreation(set, view, causes);
        if (pod != null) {
            causes.of(WorkloadCauses.nodes(List.of(pod), view), "node.*");
        }
    }

    /** The lowest number whose pod is missing or not ready; the end when there is none. */
    private static int firstUnready(Ordinals ordinals) {
        return IntStream.range(ordinals.first(), ordinals.end())
                .filter(ordinal -> {
                    Pod pod = ordinals.pod(ordinal);
                    return pod == null || !PodTimes.isReady(pod);
                })
                .findFirst()
                .orElse(ordinals.end());
    }

    /** A pod that is missing has been so since the others last moved, at the longest. */
    private static @Nullable Instant since(@Nullable Pod pod, Ordinals ordinals) {
        return PodTimes.moved(pod == null ? ordinals.pods() : List.of(pod));
    }

    private static int created(StatefulSet set) {
        Integer created = set.getStatus() == null ? null : set.getStatus().getReplicas();
        return created == null ? 0 : created;
    }
}
