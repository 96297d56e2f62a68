package dev.faultstream.analyzer.rules.pod;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which nodes a Pod asks for by their labels. */
final class NodeSelection {
    private NodeSelection() {}

    /** The first thing asked for that no node has; all of it when every single one is had by some node. */
    static String unmatched(Pod pod, List<Node> nodes) {
        Map<String, String> selector = pod.getSpec().getNodeSelector();
        List<String> wanted = new ArrayList<>();
        if (selector != null) {
            for (Map.Entry<String, String> pair : selector.entrySet()) {
                String text = pair.getKey() + '=' + pair.getValue();
                if (nodes.stream().noneMatch(node -> pair.getValue().equals(label(node, pair.getKey())))) {
                    return text;
                }
                wanted.add(text);
            }
        }
        for (NodeSelectorTerm term : requiredTerms(pod)) {
            if (nodes.stream().noneMatch(node -> matches(term, node))) {
                return tell(term);
            }
            wanted.add(tell(term));
        }
        return String.join(",", wanted);
    }

    private static List<NodeSelectorTerm> requiredTerms(Pod pod) {
        NodeAffinity affinity = pod.getSpec().getAffinity() == null
                ? null
                : pod.getSpec().getAffinity().getNodeAffinity();
        return affinity == null || affinity.getRequiredDuringSchedulingIgnoredDuringExecution() == null
                ? List.of()
                : affinity.getRequiredDuringSchedulingIgnoredDuringExecution().getNodeSelectorTerms();
    }

    private static boolean matches(NodeSelectorTerm term, Node node) {
        return term.getMatchExpressions().stream()
                        .allMatch(requirement -> matches(requirement, label(node, requirement.getKey())))
                && term.getMatchFields().stream()
                        .allMatch(requirement ->
                                matches(requirement, node.getMetadata().getName()));
    }

    private static boolean matches(NodeSelectorRequirement requirement, @Nullable String value) {
        List<String> values = requirement.getValues();
        return switch (requirement.getOperator()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> compare(value, values) > 0;
            case "Lt" -> compare(value, values) < 0;
            default -> false;
        };
    }

    /** The sign of the label's number minus the wanted one; 0 when either is none. */
    private static int compare(@Nullable String value, List<String> values) {
        try {
            return value == null || values.isEmpty()
                    ? 0
                    : Long.compare(Long.parseLong(value), Long.parseLong(values.get(0)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String tell(NodeSelectorTerm term) {
        return Stream.concat(term.getMatchExpressions().stream(), term.getMatchFields().stream())
                .map(NodeSelection::tell)
                .collect(Collectors.joining(","));
    }

    private static String tell(NodeSelectorRequirement requirement) {
        String key = requirement.getKey();
        String values = String.join(",", requirement.getValues());
        return switch (requirement.getOperator()) {
            case "In" -> requirement.getValues().size() == 1 ? key + '=' + values : key + " in (" + values + ')';
            case "NotIn" -> key + " notin (" + values + ')';
            case "DoesNotExist" -> '!' + key;
            case "Gt" -> key + '>' + values;
            case "Lt" -> key + '<' + values;
            default -> key;
        };
    }

    private static @Nullable String label(Node node, String key) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }
}
