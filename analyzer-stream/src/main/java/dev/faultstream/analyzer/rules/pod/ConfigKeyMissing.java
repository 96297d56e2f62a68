package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.api.WarningEvent;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A container needs a key that its ConfigMap or Secret does not have. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.config-key-missing",
        kinds = Pod.class,
        grace = "30s",
        order = 331,
        message = "Container {container} cannot start: {targetKind} {target} has no key {key}",
        doc = "v1 Pod spec.containers.env.valueFrom")
public final class ConfigKeyMissing implements Rule<Pod> {
    private static final Pattern NO_KEY =
            Pattern.compile("couldn't find key (\\S+) in (ConfigMap|Secret) [^/\\s]+/([^\\s,;:]+)");
    private static final Pattern NOT_IN_VOLUME = Pattern.compile("references non-existent (config|secret) key: (\\S+)");
    private static final Pattern VOLUME = Pattern.compile("for volume \"([^\"]+)\"");
    private static final Duration EVENTS = Duration.ofMinutes(10);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod) || !PodPhase.isScheduled(pod)) {
            return;
        }
        List<PodContainer> containers = PodContainer.of(pod);
        for (PodContainer container : containers) {
            Matcher told = NO_KEY.matcher(container.waitingMessage());
            if (told.find() && container.isOpen(findings)) {
                Class<? extends HasMetadata> kind = "Secret".equals(told.group(2)) ? Secret.class : ConfigMap.class;
                add(container, kind, told.group(3), told.group(1), container.waitingSince(), view, findings)
                        .ifPresent(finding ->
                                findings.add(finding.evidence(Evidence.Type.FIELD, container.waitingMessage(), null)));
            }
        }
        if (PodPhase.isStarting(pod) && containers.stream().anyMatch(PodContainer::waitsForSetUp)) {
            evaluateVolumes(pod, view, findings);
        }
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes);
    }

    private static void evaluateVolumes(Pod pod, ClusterView view, Findings findings) {
        List<VolumeSource> picking = VolumeSource.of(pod).stream()
                .filter(source -> !source.keys().isEmpty())
                .toList();
        if (picking.isEmpty()) {
            return;
        }
        for (WarningEvent event : view.warnings(pod, EVENTS)) {
            Matcher told = NOT_IN_VOLUME.matcher(event.message());
            if ("FailedMount".equals(event.reason()) && told.find()) {
                Class<? extends HasMetadata> kind = "secret".equals(told.group(1)) ? Secret.class : ConfigMap.class;
                picking.stream()
                        .filter(source -> source.kind() == kind && source.keys().contains(told.group(2)))
                        .filter(source -> isAbout(event, source))
                        .forEach(source -> evaluate(pod, source, told.group(2), event, view, findings));
            }
        }
    }

    private static void evaluate(
            Pod pod, VolumeSource source, String key, WarningEvent event, ClusterView view, Findings findings) {
        PodContainer container = PodContainer.named(pod, VolumeSource.containerOf(pod, source.volume()));
        if (container != null && !findings.about(container.name())) {
            add(container, source.kind(), source.name(), key, event.first(), view, findings)
                    .ifPresent(finding -> findings.add(finding.evidence(List.of(event))));
        }
    }

    private static Optional<FindingBuilder> add(
            PodContainer container,
            Class<? extends HasMetadata> kind,
            String target,
            String key,
            @Nullable Instant since,
            ClusterView view,
            Findings findings) {
        return ConfigKeys.has(kind, target, key, view)
                ? Optional.empty()
                : Optional.of(PodFindings.about(container, findings)
                        .since(since)
                        .with("targetKind", kind.getSimpleName())
                        .with("target", target)
                        .with("key", key));
    }

    private static boolean isAbout(WarningEvent event, VolumeSource source) {
        Matcher volume = VOLUME.matcher(event.message());
        return !volume.find() || volume.group(1).equals(source.volume());
    }
}
