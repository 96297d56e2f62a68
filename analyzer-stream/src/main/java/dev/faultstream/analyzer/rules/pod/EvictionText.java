package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a kubelet says about a Pod that it has evicted.
 *
 * @param message what it says
 */
record EvictionText(String message) {
    private static final Pattern RESOURCE =
            Pattern.compile("low on resource: \\[?([A-Za-z][\\w/-]*)|had condition: \\[([^\\]]+)\\]");
    private static final List<String> OWN_USAGE = List.of(
            "exceeded its local ephemeral storage limit",
            "local storage usage exceeds the total limit",
            "Usage of EmptyDir volume");

    static EvictionText of(Pod pod) {
        String message = pod.getStatus().getMessage();
        return new EvictionText(message == null ? "" : message);
    }

    /** Whether the Pod used more than it may itself, and the Node is not to blame. */
    boolean isOwnUsage() {
        return OWN_USAGE.stream().anyMatch(message::contains);
    }

    /** What the Node ran low on. */
    String resource() {
        Matcher matcher = RESOURCE.matcher(message);
        if (!matcher.find()) {
            return "resources";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /** When the Pod was evicted: told by itself, or when its last container ended, or when it was started. */
    static @Nullable Instant evictedAt(Pod pod) {
        Instant told = PodConditions.since(pod, "DisruptionTarget", "True");
        if (told != null) {
            return told;
        }
        return PodContainer.of(pod).stream()
                .map(PodContainer::lastRunEnded)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseGet(() -> KubernetesTime.parse(pod.getStatus().getStartTime()));
    }
}
