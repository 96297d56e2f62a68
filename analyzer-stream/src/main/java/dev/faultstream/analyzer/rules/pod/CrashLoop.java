package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;

/** A container ends again and again soon after it was started. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.crash-loop",
        kinds = Pod.class,
        grace = "0s",
        settle = "2m",
        order = 343,
        message = "Container {container} keeps crashing ({cause}, exit code {exitCode}, {count} restarts)",
        doc = "v1 Pod spec.restartPolicy")
public final class CrashLoop implements Rule<Pod> {
    /** Why a container waits that is not restarted yet because it crashed before. */
    static final String BACK_OFF = "CrashLoopBackOff";

    private static final int OFTEN = 3;
    private static final Duration BETWEEN_CRASHES = Duration.ofMinutes(6);
    private static final Duration SHORT_RUN = Duration.ofMinutes(5);
    private static final Duration FIRST_ATTEMPTS = Duration.ofSeconds(30);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod)) {
            return;
        }
        for (PodContainer container : PodContainer.of(pod)) {
            if (container.role() != PodContainer.Role.INIT
                    && isCrashing(container, view)
                    && container.isOpen(findings)
                    && !isFirstCrash(container, view)) {
                findings.add(PodFindings.aboutLastRun(container, findings)
                        .with("cause", CrashCause.of(container.lastRun())));
            }
        }
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(
                pod, view, causes, "node.unreachable", "node.not-ready", "node.network-unavailable", "node.problem");
        NamedServices.addTo(causes, pod, finding.parameter("container"), view);
    }

    private static boolean isCrashing(PodContainer container, ClusterView view) {
        if (BACK_OFF.equals(container.waitingReason())) {
            return true;
        }
        ContainerStateTerminated last = container.lastRun();
        Instant ended = container.lastRunEnded();
        return last != null
                && ended != null
                && container.restarts() >= OFTEN
                && !isOver(container)
                && isShort(last, ended)
                && view.within(ended, BETWEEN_CRASHES);
    }

    /** Whether the end that the container has come to is the end it was to come to. */
    private static boolean isOver(PodContainer container) {
        ContainerStateTerminated end = container.terminated();
        String policy = PodPhase.restartPolicy(container.pod());
        return end != null
                && container.role() == PodContainer.Role.APP
                && ("Never".equals(policy)
                        || ("OnFailure".equals(policy) && Integer.valueOf(0).equals(end.getExitCode())));
    }

    private static boolean isShort(ContainerStateTerminated run, Instant ended) {
        Instant started = KubernetesTime.parse(run.getStartedAt());
        return started == null || Duration.between(started, ended).compareTo(SHORT_RUN) < 0;
    }

    private static boolean isFirstCrash(PodContainer container, ClusterView view) {
        Instant created = KubernetesTime.parse(container.pod().getMetadata().getCreationTimestamp());
        return container.restarts() <= 1 && created != null && view.within(created, FIRST_ATTEMPTS);
    }
}
