package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A Node that ran low on a resource threw a Pod out. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.evicted",
        kinds = Pod.class,
        grace = "0s",
        order = 350,
        message = "Pod {pod} was evicted from node {node}, which ran low on {resource}",
        doc = "v1 Pod status.reason")
public final class Evicted implements Rule<Pod> {
    private static final Duration WINDOW = Duration.ofHours(1);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isReadable(pod)
                || pod.getMetadata().getDeletionTimestamp() != null
                || !"Failed".equals(pod.getStatus().getPhase())
                || !"Evicted".equals(pod.getStatus().getReason())) {
            return;
        }
        EvictionText text = EvictionText.of(pod);
        Instant evicted = EvictionText.evictedAt(pod);
        if (text.isOwnUsage() || (evicted != null && view.elapsed(evicted, WINDOW)) || isOwnerGone(pod, view)) {
            return;
        }
        findings.add(PodFindings.about(pod, findings)
                .since(evicted)
                .with("resource", text.resource())
                .evidence(Evidence.Type.FIELD, "status.message: " + text.message(), evicted));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes, "node.memory-pressure", "node.disk-pressure", "node.pid-pressure");
    }

    /** Nobody misses the Pod of a workload that does not exist any more. */
    private static boolean isOwnerGone(Pod pod, ClusterView view) {
        for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController())) {
                KindRef kind = KindRef.of(owner.getApiVersion(), owner.getKind());
                HasMetadata found = view.peek(kind, pod.getMetadata().getNamespace(), owner.getName());
                return found == null
                        ? view.synced(kind)
                        : !Objects.equals(owner.getUid(), found.getMetadata().getUid());
            }
        }
        return false;
    }
}
