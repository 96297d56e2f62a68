package dev.faultstream.benchmarks.cluster;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of Deployments of ten pods, each with a ReplicaSet, a Service and its EndpointSlice, twenty to a namespace,
 * fifty pods to a node. Every object is a function of its number, so two of them are the same. Immutable.
 */
public final class SyntheticCluster {
    /** Its name. */
    public static final String NAME = "bench";

    static final int PODS_PER_DEPLOYMENT = 10;
    private static final int DEPLOYMENTS_PER_NAMESPACE = 20;
    private static final int PODS_PER_NODE = 50;
    private static final String APPS = "apps";
    private static final Duration AGE = Duration.ofDays(2);

    private final ObjectTemplate pod = ObjectTemplate.of("pod.json");
    private final int pods;
    private final Instant start;

    /**
     * @param pods how many pods, a multiple of ten
     * @param start when it was first seen
     */
    public SyntheticCluster(int pods, Instant start) {
        if (pods < PODS_PER_DEPLOYMENT || pods % PODS_PER_DEPLOYMENT != 0) {
            throw new IllegalArgumentException("pods must be a positive multiple of ten: " + pods);
        }
        this.pods = pods;
        this.start = start;
    }

    public int pods() {
        return pods;
    }

    public Instant start() {
        return start;
    }

    public int deployments() {
        return pods / PODS_PER_DEPLOYMENT;
    }

    /** Everything that a watcher publishes when it begins: a heartbeat, the objects kind by kind, and that is all. */
    public void initial(Collection<KindRef> kinds, Consumer<ClusterRecord> out) {
        out.accept(heartbeat(start));
        all("namespace.json", KindRef.core("Namespace"), namespaces(), i -> Map.of("namespace", namespace(i)), out);
        all("node.json", KindRef.core("Node"), nodes(), i -> Map.of("node", node(i)), out);
        all("config-map.json", KindRef.core("ConfigMap"), namespaces(), i -> Map.of("namespace", namespace(i)), out);
        all("service-account.json", KindRef.core("ServiceAccount"), deployments(), this::workload, out);
        all("deployment.json", new KindRef(APPS, "Deployment"), deployments(), this::workload, out);
        all("replica-set.json", new KindRef(APPS, "ReplicaSet"), deployments(), this::workload, out);
        all("service.json", KindRef.core("Service"), deployments(), this::workload, out);
        all(
                "endpoint-slice.json",
                new KindRef("discovery.k8s.io", "EndpointSlice"),
                deployments(),
                this::workload,
                out);
        for (int i = 0; i < pods; i++) {
            out.accept(pod(i, PodState.healthy(0, start.minus(AGE)), start));
        }
        kinds.forEach(kind -> out.accept(synced(kind)));
    }

    /** A pod in a state. */
    public ClusterRecord pod(int number, PodState state, Instant at) {
        String namespace = namespace(number / PODS_PER_DEPLOYMENT / DEPLOYMENTS_PER_NAMESPACE);
        ResourceKey key = ResourceKey.of(NAME, KindRef.core("Pod"), namespace, podName(number));
        return snapshot(key, podJson(number, state), at);
    }

    /** A pod in a state, as the API server gives it without what a watcher prunes. */
    public String podJson(int number, PodState state) {
        int deployment = number / PODS_PER_DEPLOYMENT;
        Map<String, String> values = new java.util.HashMap<>(workload(deployment));
        values.put("pod", podName(number));
        values.put("uid", uid("pod", number));
        values.put("ownerUid", uid("replica-set.json", deployment));
        values.put("node", node(number / PODS_PER_NODE));
        state.describe(values);
        return pod.fill(values);
    }

    /** The Deployment that owns a pod. */
    public static String deploymentOf(int pod) {
        return "service-" + pod / PODS_PER_DEPLOYMENT;
    }

    /** The sign of life at a time. */
    public ClusterRecord heartbeat(Instant at) {
        return new ClusterRecord(
                ControlKeys.heartbeat(NAME),
                bytes("{\"cluster\":\"" + NAME + "\",\"event\":\"heartbeat\",\"observedAt\":\"" + at
                        + "\",\"epoch\":1}"),
                at,
                ResourceKey.NO_NAMESPACE);
    }

    private ClusterRecord synced(KindRef kind) {
        String text = "{\"cluster\":\"" + NAME + "\",\"event\":\"synced\",\"observedAt\":\"" + start
                + "\",\"epoch\":1,\"group\":\"" + kind.group() + "\",\"kind\":\"" + kind.kind() + "\"}";
        return new ClusterRecord(ControlKeys.kindState(NAME, kind), bytes(text), start, ResourceKey.NO_NAMESPACE);
    }

    private void all(
            String template,
            KindRef kind,
            int count,
            java.util.function.IntFunction<Map<String, String>> describe,
            Consumer<ClusterRecord> out) {
        ObjectTemplate object = ObjectTemplate.of(template);
        for (int i = 0; i < count; i++) {
            Map<String, String> values = new java.util.HashMap<>(describe.apply(i));
            values.put("uid", uid(template, i));
            values.put("ownerUid", uid(ownerTemplate(kind), i));
            values.put("created", start.minus(AGE).toString());
            ResourceKey key = ResourceKey.of(NAME, kind, home(kind, values), name(kind, values));
            out.accept(snapshot(key, object.fill(values), start));
        }
    }

    private static String ownerTemplate(KindRef kind) {
        return kind.kind().equals("EndpointSlice") ? "service.json" : "deployment.json";
    }

    private static String home(KindRef kind, Map<String, String> values) {
        boolean clusterScoped = kind.kind().equals("Node") || kind.kind().equals("Namespace");
        return clusterScoped ? ResourceKey.NO_NAMESPACE : requireNonNull(values.get("namespace"));
    }

    private static String name(KindRef kind, Map<String, String> values) {
        return switch (kind.kind()) {
            case "Namespace" -> requireNonNull(values.get("namespace"));
            case "Node" -> requireNonNull(values.get("node"));
            case "ReplicaSet" -> requireNonNull(values.get("replicaSet"));
            case "ConfigMap" -> "kube-root-ca.crt";
            case "EndpointSlice" -> requireNonNull(values.get("app")) + "-7d2kq";
            default -> requireNonNull(values.get("app"));
        };
    }

    private Map<String, String> workload(int number) {
        String app = "service-" + number;
        String namespace = namespace(number / DEPLOYMENTS_PER_NAMESPACE);
        String endpoints = IntStream.range(0, PODS_PER_DEPLOYMENT)
                .mapToObj(i -> number * PODS_PER_DEPLOYMENT + i)
                .map(i ->
                        "{\"addresses\":[\"10.244.31.9\"],\"conditions\":{\"ready\":true,\"serving\":true,\"terminating\":false},"
                                + "\"nodeName\":\"" + node(i / PODS_PER_NODE)
                                + "\",\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\""
                                + namespace + "\",\"name\":\"" + podName(i) + "\",\"uid\":\"" + uid("pod", i) + "\"}}")
                .collect(Collectors.joining(","));
        return Map.of(
                "app",
                app,
                "namespace",
                namespace,
                "replicaSet",
                app + "-6d5f7c9b8d",
                "replicas",
                Integer.toString(PODS_PER_DEPLOYMENT),
                "endpoints",
                endpoints,
                "created",
                start.minus(AGE).toString());
    }

    private static ClusterRecord snapshot(ResourceKey key, String json, Instant at) {
        String text = "{\"cluster\":\"" + NAME + "\",\"event\":\"snapshot\",\"observedAt\":\"" + at
                + "\",\"epoch\":1,\"resource\":" + json + "}";
        return new ClusterRecord(key.toString(), bytes(text), at, key.namespace());
    }

    private int namespaces() {
        return (deployments() + DEPLOYMENTS_PER_NAMESPACE - 1) / DEPLOYMENTS_PER_NAMESPACE;
    }

    private int nodes() {
        return (pods + PODS_PER_NODE - 1) / PODS_PER_NODE;
    }

    private static String namespace(int number) {
        return "team-" + number;
    }

    private static String node(int number) {
        return "node-" + number;
    }

    private static String podName(int number) {
        return deploymentOf(number) + "-6d5f7c9b8d-" + Integer.toString(1_000_000 + number, 36);
    }

    private static String uid(String kind, int number) {
        return new java.util.UUID(kind.hashCode() * 0x9E3779B97F4A7C15L, number).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
