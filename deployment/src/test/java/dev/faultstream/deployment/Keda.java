package dev.faultstream.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** KEDA's kinds, as far as they are used here; it publishes no model of them for Java. */
final class Keda {
    private Keda() {}

    record ScaledObject(String apiVersion, String kind, Metadata metadata, Spec spec) {}

    record Metadata(String name, String namespace, Map<String, String> labels) {}

    record Spec(
            Target scaleTargetRef,
            Integer pollingInterval,
            Integer cooldownPeriod,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name) {}

    record Advanced(Scaler horizontalPodAutoscalerConfig) {}

    /** The behaviour is that of {@code autoscaling/v2}. */
    record Scaler(JsonNode behavior) {}

    record Trigger(
            String type,
            String name,
            Map<String, String> metadata,
            Authentication authenticationRef,
            String metricType) {}

    record Authentication(String name) {}

    record TriggerAuthentication(String apiVersion, String kind, Metadata metadata, TriggerSpec spec) {}

    record TriggerSpec(List<SecretTarget> secretTargetRef) {}

    record SecretTarget(String parameter, String name, String key) {}
}
