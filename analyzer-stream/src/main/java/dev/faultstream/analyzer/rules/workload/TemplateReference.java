package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.pod.ConfigKeys;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import org.jspecify.annotations.Nullable;

/**
 * Something that pods need by name.
 *
 * @param target what kind of thing
 * @param name its name, in the namespace of the pods or cluster-scoped
 * @param key the key that it must have; null when the thing itself is enough
 */
public record TemplateReference(
        Target target, String name, @Nullable String key) {
    /** What a pod can refer to. */
    public enum Target {
        CONFIG_MAP(ConfigMap.class),
        SECRET(Secret.class),
        /** A Secret that is only used to pull images, and not needed when that works without. */
        PULL_SECRET(Secret.class),
        SERVICE_ACCOUNT(ServiceAccount.class),
        PRIORITY_CLASS(PriorityClass.class),
        RUNTIME_CLASS(RuntimeClass.class),
        CLAIM(PersistentVolumeClaim.class);

        private final Class<? extends HasMetadata> model;

        Target(Class<? extends HasMetadata> model) {
            this.model = model;
        }

        /** Its kind, as the API writes it. */
        public String kind() {
            return model.getSimpleName();
        }
    }

    /** Whether the thing itself is missing, whatever its keys are. */
    public boolean isAbsent(ClusterView view) {
        return !view.exists(target.model, name);
    }

    /** Whether the thing does not have the key that it must have. */
    public boolean lacksKey(ClusterView view) {
        return key != null && !ConfigKeys.has(target.model, name, key, view);
    }
}
