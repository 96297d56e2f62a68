package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;

/** An init container keeps failing, so the others never start. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.init-failing",
        kinds = Pod.class,
        grace = "0s",
        settle = "2m",
        order = 342,
        message = "Init container {container} of pod {pod} keeps failing with exit code {exitCode} ({reason})",
        doc = "v1 Pod spec.initContainers")
public final class InitFailing implements Rule<Pod> {
    private static final int OFTEN = 2;

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod)
                || pod.getStatus().getInitContainerStatuses().isEmpty()
                || (PodPhase.isOfJob(pod) && isNeverRestarted(pod))) {
            return;
        }
        for (PodContainer container : PodContainer.of(pod)) {
            if (container.role() == PodContainer.Role.INIT && isFailing(container) && container.isOpen(findings)) {
                findings.add(PodFindings.aboutLastRun(container, findings));
            }
        }
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(
                pod, view, causes, "node.unreachable", "node.not-ready", "node.network-unavailable", "node.problem");
        NamedServices.addTo(causes, pod, finding.parameter("container"), view);
    }

    private static boolean isFailing(PodContainer container) {
        if (CrashLoop.BACK_OFF.equals(container.waitingReason())) {
            return true;
        }
        ContainerStateTerminated end = container.terminated();
        return end != null
                && end.getExitCode() != null
                && end.getExitCode() != 0
                && (container.restarts() >= OFTEN || isNeverRestarted(container.pod()));
    }

    private static boolean isNeverRestarted(Pod pod) {
        return "Never".equals(PodPhase.restartPolicy(pod));
    }
}
