package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.rules.node.NodeConditions;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;

/** Decides which taints keep a Pod off a Node, as the scheduler does. */
final class Tolerations {
    private Tolerations() {}

    /** The keys of the node's taints that forbid scheduling and that the Pod does not tolerate. */
    static List<String> untolerated(Pod pod, Node node) {
        return NodeConditions.taints(node).stream()
                .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
                .filter(taint ->
                        pod.getSpec().getTolerations().stream().noneMatch(toleration -> tolerates(toleration, taint)))
                .map(Taint::getKey)
                .distinct()
                .toList();
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        if (!isEmpty(toleration.getEffect()) && !toleration.getEffect().equals(taint.getEffect())) {
            return false;
        }
        if (!isEmpty(toleration.getKey()) && !toleration.getKey().equals(taint.getKey())) {
            return false;
        }
        if ("Exists".equals(toleration.getOperator())) {
            return true;
        }
        return !isEmpty(toleration.getKey()) && orEmpty(toleration.getValue()).equals(orEmpty(taint.getValue()));
    }

    private static boolean isEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
