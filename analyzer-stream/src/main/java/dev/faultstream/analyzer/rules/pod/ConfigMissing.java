package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container needs a ConfigMap or Secret that does not exist. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.config-missing",
        kinds = Pod.class,
        grace = "30s",
        order = 330,
        message = "Container {container} cannot start: {targetKind} {target} does not exist",
        doc = "v1 Pod spec.containers.envFrom")
public final class ConfigMissing implements Rule<Pod> {
    private static final Pattern NOT_FOUND =
            Pattern.compile("(configmap|secret) \"([^\"]+)\" not found", Pattern.CASE_INSENSITIVE);
    private static final Duration EVENTS = Duration.ofMinutes(10);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod) || !PodPhase.isScheduled(pod)) {
            return;
        }
        List<PodContainer> containers = PodContainer.of(pod);
        for (PodContainer container : containers) {
            if ("CreateContainerConfigError".equals(container.waitingReason()) && container.isOpen(findings)) {
                evaluateEnvironment(container, view, findings);
            }
        }
        if (PodPhase.isStarting(pod) && containers.stream().anyMatch(PodContainer::waitsForSetUp)) {
            evaluateVolumes(pod, view, findings);
        }
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes);
        if ("Secret".equals(finding.parameter("targetKind"))) {
            String secret = finding.parameter("target");
            causes.of(ConfigProducers.certificatesFor(secret, view), "certificate.not-ready")
                    .of(ConfigProducers.makersOf(secret, view), "resource.condition-false", "resource.degraded");
        }
    }

    private static void evaluateEnvironment(PodContainer container, ClusterView view, Findings findings) {
        Matcher told = NOT_FOUND.matcher(container.waitingMessage());
        if (!told.find()) {
            return;
        }
        Class<? extends HasMetadata> kind = "secret".equalsIgnoreCase(told.group(1)) ? Secret.class : ConfigMap.class;
        if (!view.exists(kind, told.group(2))) {
            findings.add(PodFindings.about(container, findings)
                    .since(container.waitingSince())
                    .with("targetKind", kind.getSimpleName())
                    .with("target", told.group(2))
                    .evidence(Evidence.Type.FIELD, container.waitingMessage(), null));
        }
    }

    private static void evaluateVolumes(Pod pod, ClusterView view, Findings findings) {
        for (VolumeSource source : VolumeSource.of(pod)) {
            String name = VolumeSource.containerOf(pod, source.volume());
            PodContainer container = PodContainer.named(pod, name);
            if (container != null && !findings.about(name) && !view.exists(source.kind(), source.name())) {
                findings.add(PodFindings.about(container, findings)
                        .since(PodConditions.since(pod, "PodScheduled", "True"))
                        .with("targetKind", source.kind().getSimpleName())
                        .with("target", source.name())
                        .evidence(
                                Evidence.Type.FIELD,
                                "spec.volumes: " + source.volume() + " needs " + source.name(),
                                null)
                        .evidence(view.warnings(pod, EVENTS).stream()
                                .filter(event -> "FailedMount".equals(event.reason())
                                        && event.message().contains(source.name()))
                                .toList()));
            }
        }
    }
}
