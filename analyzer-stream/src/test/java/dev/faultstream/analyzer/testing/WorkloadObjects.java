package dev.faultstream.analyzer.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Objects for tests of workloads, written as JSON with single quotes; all of the namespace {@code shop}. */
public final class WorkloadObjects {
    public static final String NAMESPACE = "shop";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();
    private static final Map<String, String> VERSIONS = Map.ofEntries(
            Map.entry("Deployment", "apps/v1"),
            Map.entry("ReplicaSet", "apps/v1"),
            Map.entry("StatefulSet", "apps/v1"),
            Map.entry("DaemonSet", "apps/v1"),
            Map.entry("Job", "batch/v1"),
            Map.entry("CronJob", "batch/v1"),
            Map.entry("HorizontalPodAutoscaler", "autoscaling/v2"),
            Map.entry("StorageClass", "storage.k8s.io/v1"),
            Map.entry("PriorityClass", "scheduling.k8s.io/v1"),
            Map.entry("RuntimeClass", "node.k8s.io/v1"));
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("Node", "Namespace", "PersistentVolume", "StorageClass", "PriorityClass", "RuntimeClass");

    private WorkloadObjects() {}

    /**
     * An object of generation 1, created at 06:00 of the day of all tests.
     *
     * @param kind its kind, a built-in one
     * @param name its name
     * @param body everything else; wins over what is filled in
     */
    public static HasMetadata object(String kind, String name, String body) {
        return object(VERSIONS.getOrDefault(kind, "v1"), kind, name, body);
    }

    /** An object of any kind; see {@link #object(String, String, String)}. */
    public static HasMetadata object(String apiVersion, String kind, String name, String body) {
        ObjectNode object =
                MAPPER.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata")
                .put("name", name)
                .put("uid", uid(kind, name))
                .put("generation", 1)
                .put("creationTimestamp", "2026-03-02T06:00:00Z");
        if (!CLUSTER_SCOPED.contains(kind)) {
            metadata.put("namespace", NAMESPACE);
        }
        return merge(object, body);
    }

    /** An object that another one controls. */
    public static HasMetadata owned(HasMetadata owner, String kind, String name, String body) {
        return owned(owner, VERSIONS.getOrDefault(kind, "v1"), kind, name, body);
    }

    /** An object of any kind that another one controls. */
    public static HasMetadata owned(HasMetadata owner, String apiVersion, String kind, String name, String body) {
        ObjectNode object = MAPPER.valueToTree(object(apiVersion, kind, name, body));
        ArrayNode references = ((ObjectNode) object.get("metadata")).putArray("ownerReferences");
        references
                .addObject()
                .put("apiVersion", owner.getApiVersion())
                .put("kind", owner.getKind())
                .put("name", owner.getMetadata().getName())
                .put("uid", owner.getMetadata().getUid())
                .put("controller", true);
        return merge(object, "{}");
    }

    /** A pod that is ready since 06:01. */
    public static HasMetadata readyPod(HasMetadata owner, String name) {
        return owned(owner, "Pod", name, """
                {spec: {nodeName: 'n1', containers: [{name: 'main'}]},
                 status: {phase: 'Running', conditions: [
                  {type: 'Ready', status: 'True', lastTransitionTime: '2026-03-02T06:01:00Z'}]}}
                """);
    }

    /** A pod that was created at 08:30 and is not ready since. */
    public static HasMetadata unreadyPod(HasMetadata owner, String name) {
        return owned(owner, "Pod", name, """
                {metadata: {creationTimestamp: '2026-03-02T08:30:00Z'},
                 spec: {nodeName: 'n1', containers: [{name: 'main'}]},
                 status: {phase: 'Running', conditions: [
                  {type: 'Ready', status: 'False', lastTransitionTime: '2026-03-02T08:30:01Z'}]}}
                """);
    }

    /** A pod with a finding: it is not ready, and its container was killed for memory at 08:59. */
    public static HasMetadata killedPod(HasMetadata owner, String name) {
        return owned(owner, "Pod", name, """
                {metadata: {creationTimestamp: '2026-03-02T08:30:00Z'},
                 spec: {nodeName: 'n1', containers: [{name: 'main'}]},
                 status: {phase: 'Running',
                  conditions: [{type: 'Ready', status: 'False', lastTransitionTime: '2026-03-02T08:30:01Z'}],
                  containerStatuses: [{name: 'main', restartCount: 1, ready: false, state: {running: {}},
                   lastState: {terminated: {reason: 'OOMKilled', exitCode: 137,
                    finishedAt: '2026-03-02T08:59:00Z'}}}]}}
                """);
    }

    /** A node that has been ready since the morning. */
    public static HasMetadata readyNode(String name) {
        return object(
                "Node",
                name,
                "{status: {conditions: [{type: 'Ready', status: 'True', lastTransitionTime: '2026-03-02T06:01:00Z'}]}}");
    }

    /** A warning about an object. */
    public static HasMetadata warning(HasMetadata about, String reason, String message, String first, String last) {
        HasMetadata event =
                object("Event", about.getMetadata().getName() + '.' + reason.toLowerCase(Locale.ROOT), "{}");
        ObjectNode json = MAPPER.valueToTree(event);
        ((ObjectNode) json.get("metadata")).remove("creationTimestamp");
        json.put("type", "Warning")
                .put("reason", reason)
                .put("message", message)
                .put("firstTimestamp", "2026-03-02T" + first + ":00Z")
                .put("lastTimestamp", "2026-03-02T" + last + ":00Z")
                .putObject("involvedObject")
                .put("apiVersion", about.getApiVersion())
                .put("kind", about.getKind())
                .put("namespace", NAMESPACE)
                .put("name", about.getMetadata().getName())
                .put("uid", about.getMetadata().getUid());
        return merge(json, "{}");
    }

    private static String uid(String kind, String name) {
        return kind.toLowerCase(Locale.ROOT) + '-' + name;
    }

    private static GenericKubernetesResource merge(ObjectNode object, String body) {
        try {
            ObjectNode merged = MAPPER.readerForUpdating(object).readValue(body);
            return MAPPER.treeToValue(merged, GenericKubernetesResource.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
