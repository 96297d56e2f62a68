package dev.faultstream.analyzer.rules.pod;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapProjection;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ConfigMap or Secret that a volume of a Pod cannot do without.
 *
 * @param volume the volume's name
 * @param kind {@link ConfigMap} or {@link Secret}
 * @param name the object's name
 * @param keys the keys that are picked from it; empty for all it has
 */
record VolumeSource(String volume, Class<? extends HasMetadata> kind, String name, List<String> keys) {
    /** The volume that every Pod is given for its token; its sources come with the namespace. */
    static final String TOKEN_VOLUME = "kube-api-access-";

    /** The sources of all volumes of the Pod but that of its token. */
    static List<VolumeSource> of(Pod pod) {
        List<VolumeSource> sources = new ArrayList<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (!volume.getName().startsWith(TOKEN_VOLUME)) {
                addSources(volume, sources);
            }
        }
        return sources;
    }

    /** The name of the first container that mounts the volume; else of the first container. */
    static String containerOf(Pod pod, String volume) {
        return containers(pod)
                .filter(container ->
                        container.getVolumeMounts().stream().anyMatch(mount -> volume.equals(mount.getName())))
                .findFirst()
                .or(() -> containers(pod).findFirst())
                .map(Container::getName)
                .orElse("");
    }

    private static Stream<Container> containers(Pod pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }

    private static void addSources(Volume volume, List<VolumeSource> sources) {
        String name = volume.getName();
        if (volume.getConfigMap() != null) {
            add(
                    sources,
                    name,
                    ConfigMap.class,
                    volume.getConfigMap().getName(),
                    volume.getConfigMap().getOptional(),
                    volume.getConfigMap().getItems());
        }
        if (volume.getSecret() != null) {
            add(
                    sources,
                    name,
                    Secret.class,
                    volume.getSecret().getSecretName(),
                    volume.getSecret().getOptional(),
                    volume.getSecret().getItems());
        }
        if (volume.getCsi() != null && volume.getCsi().getNodePublishSecretRef() != null) {
            add(
                    sources,
                    name,
                    Secret.class,
                    volume.getCsi().getNodePublishSecretRef().getName(),
                    false,
                    List.of());
        }
        if (volume.getProjected() != null) {
            for (VolumeProjection projection : volume.getProjected().getSources()) {
                addProjection(name, projection, sources);
            }
        }
    }

    private static void addProjection(String volume, VolumeProjection projection, List<VolumeSource> sources) {
        ConfigMapProjection configMap = projection.getConfigMap();
        if (configMap != null) {
            add(sources, volume, ConfigMap.class, configMap.getName(), configMap.getOptional(), configMap.getItems());
        }
        SecretProjection secret = projection.getSecret();
        if (secret != null) {
            add(sources, volume, Secret.class, secret.getName(), secret.getOptional(), secret.getItems());
        }
    }

    private static void add(
            List<VolumeSource> sources,
            String volume,
            Class<? extends HasMetadata> kind,
            @Nullable String name,
            @Nullable Boolean optional,
            List<KeyToPath> items) {
        if (name != null && !name.isEmpty() && !Boolean.TRUE.equals(optional)) {
            sources.add(new VolumeSource(
                    volume, kind, name, items.stream().map(KeyToPath::getKey).toList()));
        }
    }
}
