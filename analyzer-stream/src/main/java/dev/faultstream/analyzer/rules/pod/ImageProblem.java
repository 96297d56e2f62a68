package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.WarningEvent;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why the image of a container cannot be had, and which rule tells of it.
 *
 * @param rule the rule's id
 * @param cause what the rule calls it; empty when it has no causes
 * @param text what the kubelet says
 */
record ImageProblem(String rule, String cause, String text) {
    private static final Set<String> REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");
    private static final Pattern ONLY_BACK_OFF = Pattern.compile("^Back-off pulling image \\S+\\s*$");
    private static final String FAILED_PULL = "Failed to pull image";
    private static final Duration EVENTS = Duration.ofHours(1);

    /**
     * Tells of each image of a Pod that cannot be had, as far as a rule is the one to tell of it.
     *
     * @param details adds what the rule tells beyond that
     */
    static void tell(
            Pod pod,
            ClusterView view,
            Findings findings,
            String rule,
            BiFunction<ImageProblem, FindingBuilder, FindingBuilder> details) {
        if (!PodPhase.isActive(pod)) {
            return;
        }
        for (PodContainer container : PodContainer.withEphemeral(pod)) {
            ImageProblem problem = of(container, view, rule);
            if (problem != null && container.isOpen(findings)) {
                findings.add(details.apply(problem, problem.finding(container, findings)));
            }
        }
    }

    private static @Nullable ImageProblem of(PodContainer container, ClusterView view, String rule) {
        String reason = container.waitingReason();
        if (!REASONS.contains(reason)) {
            return null;
        }
        String text = textOf(container, view);
        ImageText told = ImageText.of(reason, text, container.image());
        return told.rule().equals(rule) ? new ImageProblem(rule, told.cause(), text) : null;
    }

    /** Starts a finding that has this as its evidence. */
    private FindingBuilder finding(PodContainer container, Findings findings) {
        return PodFindings.about(container, findings)
                .since(container.waitingSince())
                .evidence(Evidence.Type.FIELD, container.waitingReason() + ": " + text, null);
    }

    /** Older kubelets tell the reason only in an event once they wait for the next attempt. */
    private static String textOf(PodContainer container, ClusterView view) {
        String message = container.waitingMessage();
        if (!message.isEmpty() && !ONLY_BACK_OFF.matcher(message).matches()) {
            return message;
        }
        return view.warnings(container.pod(), EVENTS).stream()
                .filter(event -> "Failed".equals(event.reason())
                        && event.isAbout(container.name())
                        && event.message().startsWith(FAILED_PULL))
                .map(WarningEvent::message)
                .findFirst()
                .orElse(message);
    }
}
