package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.rules.workload.TemplateReference.Target;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a pod needs by name and cannot start without; what it marks as optional is left out. */
public final class TemplateReferences {
    private final Set<TemplateReference> references = new LinkedHashSet<>();

    private TemplateReferences() {}

    /** All references of a pod or a pod template, each once. */
    public static Set<TemplateReference> of(PodSpec spec) {
        TemplateReferences found = new TemplateReferences();
        spec.getInitContainers().forEach(found::addContainer);
        spec.getContainers().forEach(found::addContainer);
        for (EphemeralContainer container : spec.getEphemeralContainers()) {
            found.addEnvironment(container.getEnv(), container.getEnvFrom());
        }
        spec.getVolumes().forEach(found::addVolume);
        for (LocalObjectReference secret : spec.getImagePullSecrets()) {
            found.add(Target.PULL_SECRET, secret.getName(), null, null);
        }
        found.add(Target.SERVICE_ACCOUNT, spec.getServiceAccountName(), null, null);
        found.add(Target.PRIORITY_CLASS, spec.getPriorityClassName(), null, null);
        found.add(Target.RUNTIME_CLASS, spec.getRuntimeClassName(), null, null);
        return found.references;
    }

    private void addContainer(Container container) {
        addEnvironment(container.getEnv(), container.getEnvFrom());
    }

    private void addEnvironment(List<EnvVar> variables, List<EnvFromSource> sources) {
        for (EnvVar variable : variables) {
            if (variable.getValueFrom() != null) {
                addKey(variable.getValueFrom().getConfigMapKeyRef());
                addKey(variable.getValueFrom().getSecretKeyRef());
            }
        }
        for (EnvFromSource source : sources) {
            if (source.getConfigMapRef() != null) {
                add(
                        Target.CONFIG_MAP,
                        source.getConfigMapRef().getName(),
                        null,
                        source.getConfigMapRef().getOptional());
            }
            if (source.getSecretRef() != null) {
                add(
                        Target.SECRET,
                        source.getSecretRef().getName(),
                        null,
                        source.getSecretRef().getOptional());
            }
        }
    }

    private void addKey(@Nullable ConfigMapKeySelector key) {
        if (key != null) {
            add(Target.CONFIG_MAP, key.getName(), key.getKey(), key.getOptional());
        }
    }

    private void addKey(@Nullable SecretKeySelector key) {
        if (key != null) {
            add(Target.SECRET, key.getName(), key.getKey(), key.getOptional());
        }
    }

    private void addVolume(Volume volume) {
        if (volume.getConfigMap() != null) {
            addItems(
                    Target.CONFIG_MAP,
                    volume.getConfigMap().getName(),
                    volume.getConfigMap().getItems(),
                    volume.getConfigMap().getOptional());
        }
        if (volume.getSecret() != null) {
            addItems(
                    Target.SECRET,
                    volume.getSecret().getSecretName(),
                    volume.getSecret().getItems(),
                    volume.getSecret().getOptional());
        }
        if (volume.getProjected() != null) {
            volume.getProjected().getSources().forEach(this::addProjection);
        }
        if (volume.getCsi() != null && volume.getCsi().getNodePublishSecretRef() != null) {
            add(Target.SECRET, volume.getCsi().getNodePublishSecretRef().getName(), null, null);
        }
        if (volume.getPersistentVolumeClaim() != null) {
            add(Target.CLAIM, volume.getPersistentVolumeClaim().getClaimName(), null, null);
        }
    }

    private void addProjection(VolumeProjection source) {
        if (source.getConfigMap() != null) {
            addItems(
                    Target.CONFIG_MAP,
                    source.getConfigMap().getName(),
                    source.getConfigMap().getItems(),
                    source.getConfigMap().getOptional());
        }
        if (source.getSecret() != null) {
            addItems(
                    Target.SECRET,
                    source.getSecret().getName(),
                    source.getSecret().getItems(),
                    source.getSecret().getOptional());
        }
    }

    private void addItems(Target target, @Nullable String name, List<KeyToPath> items, @Nullable Boolean optional) {
        add(target, name, null, optional);
        for (KeyToPath item : items) {
            add(target, name, item.getKey(), optional);
        }
    }

    private void add(Target target, @Nullable String name, @Nullable String key, @Nullable Boolean optional) {
        if (name != null && !name.isEmpty() && !Boolean.TRUE.equals(optional)) {
            references.add(new TemplateReference(target, name, key));
        }
    }
}
