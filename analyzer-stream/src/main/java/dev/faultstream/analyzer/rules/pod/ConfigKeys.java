package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.facts.Facts;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which keys a ConfigMap or Secret has: what is published of it are facts, not data. */
public final class ConfigKeys {
    private ConfigKeys() {}

    /** Whether the object exists and has the key. */
    public static boolean has(Class<? extends HasMetadata> kind, String name, String key, ClusterView view) {
        HasMetadata object = view.find(kind, name);
        if (object instanceof Secret secret) {
            return of(secret).contains(key);
        }
        return object instanceof ConfigMap configMap && of(configMap).contains(key);
    }

    private static Set<String> of(Secret secret) {
        Set<String> keys = new HashSet<>();
        Facts.ofSecret(secret.getAdditionalProperties())
                .ifPresent(facts -> keys.addAll(facts.keys().keySet()));
        add(keys, secret.getData());
        add(keys, secret.getStringData());
        return keys;
    }

    private static Set<String> of(ConfigMap configMap) {
        Set<String> keys = new HashSet<>();
        Facts.ofConfigMap(configMap.getAdditionalProperties())
                .ifPresent(facts -> keys.addAll(facts.keys().keySet()));
        add(keys, configMap.getData());
        add(keys, configMap.getBinaryData());
        return keys;
    }

    private static void add(Set<String> keys, @Nullable Map<String, String> data) {
        if (data != null) {
            keys.addAll(data.keySet());
        }
    }
}
