package dev.faultstream.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects into the models of their kinds and takes nothing that the models do not know. The models themselves keep
 * what they do not know; that is taken out here.
 */
final class StrictModels {
    private static final Map<String, Class<?>> OTHERS = Map.of(
            "kafka.strimzi.io/v1 Kafka", Kafka.class,
            "kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class,
            "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class,
            "keda.sh/v1alpha1 ScaledObject", Keda.ScaledObject.class,
            "keda.sh/v1alpha1 TriggerAuthentication", Keda.TriggerAuthentication.class,
            "builtin NamespaceTransformer", NamespaceTransformer.class);

    private static final KubernetesSerialization KNOWN = new KubernetesSerialization();

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().setDeserializerModifier(new NothingElse()))
            .build();

    private StrictModels() {}

    /** What the model of the object's kind does not take; empty if it takes all. */
    static Optional<String> complaint(Manifest manifest) {
        Class<?> model = model(manifest.apiVersion(), manifest.kind());
        if (model == null) {
            return Optional.of("no model of " + manifest.apiVersion() + " " + manifest.kind());
        }
        try {
            MAPPER.treeToValue(manifest.json(), model);
            return Optional.empty();
        } catch (JsonMappingException e) {
            return Optional.of(e.getPathReference() + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            return Optional.of(e.getOriginalMessage());
        }
    }

    private static @Nullable Class<?> model(String apiVersion, String kind) {
        Class<?> other = OTHERS.get(apiVersion + " " + kind);
        return other != null ? other : KNOWN.getRegisteredKubernetesResource(apiVersion, kind);
    }

    private static final class NothingElse extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription description, BeanDeserializerBuilder builder) {
            builder.setAnySetter(null);
            return builder;
        }
    }

    /** Of kustomize itself. */
    record NamespaceTransformer(String apiVersion, String kind, Map<String, String> metadata, boolean unsetOnly) {}
}
