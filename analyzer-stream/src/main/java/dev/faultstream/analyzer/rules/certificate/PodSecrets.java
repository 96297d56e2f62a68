package dev.faultstream.analyzer.rules.certificate;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Secrets whose content a Pod sees. */
final class PodSecrets {
    private PodSecrets() {}

    static boolean isRunning(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus() != null
                && "Running".equals(pod.getStatus().getPhase());
    }

    /** Their names, from volumes and environment, optional ones too. */
    static Set<String> of(Pod pod) {
        PodSpec spec = pod.getSpec();
        if (spec == null) {
            return Set.of();
        }
        return Stream.concat(
                        spec.getVolumes().stream().flatMap(PodSecrets::ofVolume),
                        Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                                .flatMap(PodSecrets::ofEnvironment))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Stream<@Nullable String> ofVolume(Volume volume) {
        if (volume.getSecret() != null) {
            return Stream.of(volume.getSecret().getSecretName());
        }
        return volume.getProjected() == null
                ? Stream.empty()
                : volume.getProjected().getSources().stream()
                        .filter(source -> source.getSecret() != null)
                        .map(source -> source.getSecret().getName());
    }

    private static Stream<@Nullable String> ofEnvironment(Container container) {
        return Stream.concat(
                container.getEnvFrom().stream()
                        .filter(source -> source.getSecretRef() != null)
                        .map(source -> source.getSecretRef().getName()),
                container.getEnv().stream()
                        .filter(variable -> variable.getValueFrom() != null
                                && variable.getValueFrom().getSecretKeyRef() != null)
                        .map(variable ->
                                variable.getValueFrom().getSecretKeyRef().getName()));
    }
}
