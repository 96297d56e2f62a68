package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which of the scheduler's reasons is the one to tell. */
final class Scheduling {
    private static final Pattern TAINT_KEY = Pattern.compile("taint(?:\\(s\\))? \\{([^:}]+):");
    /** How the scheduler counts the nodes that it has not even looked at. */
    private static final Pattern NOT_LOOKED_AT =
            Pattern.compile("filtered out by the prefilter result|didn't satisfy plugin");

    private final Pod pod;
    private final ClusterView view;

    Scheduling(Pod pod, ClusterView view) {
        this.pod = pod;
        this.view = view;
    }

    Unschedulable judge(SchedulerMessage message, @Nullable Instant since) {
        Reason reason = aboutPod(message);
        if (reason == null) {
            reason = aboutNodes(message);
        }
        return new Unschedulable(
                reason.obstacle,
                reason.cause,
                reason.nodes == 0 ? message.total() : reason.nodes,
                message.total(),
                reason.clause,
                message.text(),
                since);
    }

    /** A part without a number that says nothing known, among others with one, is a piece of one of those. */
    private static @Nullable Reason aboutPod(SchedulerMessage message) {
        boolean alone = message.clauses().stream().allMatch(SchedulerMessage.Clause::isAboutPod);
        return message.clauses().stream()
                .filter(SchedulerMessage.Clause::isAboutPod)
                .map(Reason::of)
                .filter(reason -> alone || reason.obstacle != Obstacle.OTHER)
                .min(Comparator.comparing(Reason::obstacle))
                .orElse(null);
    }

    private Reason aboutNodes(SchedulerMessage message) {
        List<Reason> reasons = new ArrayList<>();
        for (SchedulerMessage.Clause clause : message.clauses()) {
            Reason reason = Reason.of(clause);
            if (reason.obstacle != Obstacle.TAINT) {
                reasons.add(reason);
            }
        }
        reasons.addAll(taints(message));
        return reasons.stream()
                .min(Comparator.comparing((Reason reason) -> isSecondary(reason))
                        .thenComparing(Reason::nodes, Comparator.reverseOrder())
                        .thenComparing(Reason::obstacle))
                .orElse(new Reason(message.total() == 0 ? Obstacle.NO_NODES : Obstacle.OTHER, "other", 0, "", false));
    }

    /** Whether the reason counts only when there is no other. */
    private boolean isSecondary(Reason reason) {
        return reason.expected
                || NOT_LOOKED_AT.matcher(reason.clause).find()
                || (reason.obstacle == Obstacle.SELECTOR && isForOneNode());
    }

    /** Whether the Pod is made for one node by name, as those of a DaemonSet are: all others never match. */
    private boolean isForOneNode() {
        if (pod.getSpec().getAffinity() == null
                || pod.getSpec().getAffinity().getNodeAffinity() == null
                || pod.getSpec().getAffinity().getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution()
                        == null) {
            return false;
        }
        List<NodeSelectorTerm> terms = pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms();
        return !terms.isEmpty()
                && terms.stream().noneMatch(term -> term.getMatchFields().isEmpty());
    }

    /** All clauses about taints as one, counted on the nodes themselves. */
    private List<Reason> taints(SchedulerMessage message) {
        List<SchedulerMessage.Clause> clauses = message.clauses().stream()
                .filter(clause -> Obstacle.of(clause.text()) == Obstacle.TAINT)
                .toList();
        if (clauses.isEmpty()) {
            return List.of();
        }
        TaintedNodes nodes = TaintedNodes.of(pod, view);
        String key = nodes.mostCommon();
        if (key == null) {
            return clauses.stream().map(Scheduling::asTold).toList();
        }
        int told = clauses.stream().mapToInt(SchedulerMessage.Clause::nodes).sum();
        int kept = nodes.surprising() == 0 ? told : Math.min(told, nodes.surprising());
        return List.of(new Reason(Obstacle.TAINT, key, kept, clauses.get(0).text(), nodes.surprising() == 0));
    }

    /** A clause about a taint that no node has any more. */
    private static Reason asTold(SchedulerMessage.Clause clause) {
        Matcher key = TAINT_KEY.matcher(clause.text());
        String taint = key.find() ? key.group(1) : "";
        return new Reason(Obstacle.TAINT, taint, clause.nodes(), clause.text(), TaintedNodes.isExpected(taint));
    }

    private record Reason(Obstacle obstacle, String cause, int nodes, String clause, boolean expected) {
        static Reason of(SchedulerMessage.Clause clause) {
            Obstacle obstacle = Obstacle.of(clause.text());
            return new Reason(obstacle, obstacle.causeIn(clause.text()), clause.nodes(), clause.text(), false);
        }
    }
}
