package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import org.jspecify.annotations.Nullable;

/** Starts findings with the parameters that all rules about Pods have. */
final class PodFindings {
    private PodFindings() {}

    /** A finding about the whole Pod. */
    static FindingBuilder about(Pod pod, Findings findings) {
        return findings.finding()
                .with("pod", pod.getMetadata().getName())
                .with("container", "")
                .with("image", "")
                .with("node", pod.getSpec().getNodeName());
    }

    /** A finding about a container. */
    static FindingBuilder about(PodContainer container, Findings findings) {
        return about(container.pod(), findings)
                .part(container.name())
                .with("container", container.name())
                .with("image", container.image());
    }

    /** A finding about a container that keeps ending, with how it ended last. */
    static FindingBuilder aboutLastRun(PodContainer container, Findings findings) {
        ContainerStateTerminated last = container.lastRun();
        return about(container, findings)
                .since(container.lastRunEnded())
                .with("count", container.restarts())
                .with("exitCode", last == null ? "unknown" : exitCode(last))
                .with("reason", last == null || last.getReason() == null ? "Unknown" : last.getReason());
    }

    private static @Nullable Integer exitCode(ContainerStateTerminated terminated) {
        return terminated.getExitCode();
    }
}
