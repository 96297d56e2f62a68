package dev.faultstream.analyzer.rules.daemonset;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.LabelSelectors;
import dev.faultstream.analyzer.rules.node.NodeConditions;
import dev.faultstream.analyzer.rules.pod.PodPhase;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** On which nodes the pods of a DaemonSet are missing, and for how many of them that is no wonder. */
final class Coverage {
    private final DaemonSet set;
    private final List<Pod> pods;
    private final ClusterView view;

    Coverage(DaemonSet set, List<Pod> pods, ClusterView view) {
        this.set = set;
        this.pods = pods;
        this.view = view;
    }

    /**
     * How many of the missing pods belong to nodes that are not ready, new, leaving or gone.
     *
     * @param wanted how many nodes are to have a pod
     */
    int excused(int wanted) {
        List<Pod> active = pods.stream().filter(PodPhase::isActive).toList();
        long onExcusedNodes = active.stream()
                .filter(pod -> !PodTimes.isReady(pod))
                .map(Coverage::nodeOf)
                .filter(Objects::nonNull)
                .filter(name -> isExcused(view.find(Node.class, name)))
                .count();
        int withoutPod = wanted - active.size();
        return (int) (onExcusedNodes + (withoutPod > 0 ? Math.min(withoutPod, excusedWithout(active)) : 0));
    }

    /** Nodes that can be excused, that the set's selector allows and that have no pod of it. */
    private long excusedWithout(List<Pod> active) {
        Set<String> taken = new HashSet<>();
        active.stream().map(Coverage::nodeOf).filter(Objects::nonNull).forEach(taken::add);
        Map<String, String> selector = set.getSpec().getTemplate().getSpec() == null
                ? Map.of()
                : set.getSpec().getTemplate().getSpec().getNodeSelector();
        return view.list(Node.class).stream()
                .filter(node -> !taken.contains(node.getMetadata().getName()))
                .filter(node -> LabelSelectors.containsAll(node.getMetadata().getLabels(), selector))
                .filter(this::isExcused)
                .count();
    }

    private boolean isExcused(@Nullable Node node) {
        return node == null
                || !NodeConditions.isReady(node)
                || NodeConditions.isLeaving(node)
                || NodeConditions.isYoung(node, view);
    }

    /** The node that the pod is on, or that its controller has made it for. */
    private static @Nullable String nodeOf(Pod pod) {
        if (pod.getSpec() == null) {
            return null;
        }
        if (pod.getSpec().getNodeName() != null) {
            return pod.getSpec().getNodeName();
        }
        return terms(pod)
                .flatMap(term -> term.getMatchFields().stream())
                .filter(field -> "metadata.name".equals(field.getKey()))
                .map(NodeSelectorRequirement::getValues)
                .flatMap(List::stream)
                .findFirst()
                .orElse(null);
    }

    private static Stream<NodeSelectorTerm> terms(Pod pod) {
        return pod.getSpec().getAffinity() == null
                        || pod.getSpec().getAffinity().getNodeAffinity() == null
                        || pod.getSpec()
                                        .getAffinity()
                                        .getNodeAffinity()
                                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                                == null
                ? Stream.empty()
                : pod
                        .getSpec()
                        .getAffinity()
                        .getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms()
                        .stream();
    }
}
