package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much time a new workload gets before it is a failure that nothing of it runs yet. */
public final class Youth {
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final int PERIOD = 10;
    private static final int THRESHOLD = 3;

    private Youth() {}

    /** Five minutes, or as long as the startup probes of its pods allow. */
    public static Duration of(Workload workload) {
        Duration budget = startupBudget(workload.template());
        return budget.compareTo(USUAL) > 0 ? budget : USUAL;
    }

    /** Whether the workload was created less than this long ago. */
    public static boolean isYounger(Workload workload, Duration age, ClusterView view) {
        Instant created = workload.created();
        return created != null && view.within(created, age);
    }

    /** Whether a rule about pods already says what is wrong with one of them. */
    public static boolean areInTrouble(Collection<Pod> pods, ClusterView view) {
        return pods.stream()
                .flatMap(pod -> view.findings(pod).stream())
                .anyMatch(finding -> finding.isOf("pod.*") && finding.severity() != Severity.INFO);
    }

    private static Duration startupBudget(@Nullable PodTemplateSpec template) {
        PodSpec spec = template == null ? null : template.getSpec();
        if (spec == null) {
            return Duration.ZERO;
        }
        long sidecars = spec.getInitContainers().stream()
                .filter(container -> "Always".equals(container.getRestartPolicy()))
                .mapToLong(Youth::budget)
                .sum();
        return Duration.ofSeconds(sidecars + longest(spec.getContainers()));
    }

    private static long longest(List<Container> containers) {
        return containers.stream().mapToLong(Youth::budget).max().orElse(0);
    }

    private static long budget(Container container) {
        Probe probe = container.getStartupProbe();
        return probe == null
                ? 0
                : orElse(probe.getInitialDelaySeconds(), 0)
                        + (long) orElse(probe.getPeriodSeconds(), PERIOD)
                                * orElse(probe.getFailureThreshold(), THRESHOLD);
    }

    private static int orElse(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
