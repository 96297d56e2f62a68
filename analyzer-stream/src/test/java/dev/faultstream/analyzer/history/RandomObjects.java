package dev.faultstream.analyzer.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Makes up objects of a small cluster, healthy and broken ones, that refer to each other. */
final class RandomObjects {
    private static final List<String> NAMESPACES = List.of("alpha", "beta", "gamma", "delta");
    private static final List<String> APPS = List.of("web", "db");

    private final Random random;
    private final Instant now;
    private final String namespace;
    private final String app;

    RandomObjects(Random random, Instant now) {
        this.random = random;
        this.now = now;
        this.namespace = pick(NAMESPACES);
        this.app = pick(APPS);
    }

    ObjectNode next() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> pod();
            case 4 -> deployment();
            case 5 -> replicaSet();
            case 6 -> service();
            case 7 -> endpointSlice();
            case 8 -> node();
            case 9 -> ingress();
            case 10 -> configMap();
            case 11 -> event();
            case 12 -> claim();
            default -> namespaceObject();
        };
    }

    private ObjectNode pod() {
        String name = app + "-" + random.nextInt(3);
        String status =
                switch (random.nextInt(9)) {
                    case 0 -> running(true, "{\"running\":{\"startedAt\":\"" + ago(600) + "\"}}", "{}", 0);
                    case 1 ->
                        running(
                                false,
                                "{\"waiting\":{\"reason\":\"ImagePullBackOff\",\"message\":\"Back-off pulling image: "
                                        + "failed to resolve reference: not found\"}}",
                                "{}",
                                0);
                    case 2 ->
                        running(
                                false,
                                "{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}}",
                                terminated("Error", 1),
                                4 + random.nextInt(3));
                    case 3 ->
                        running(
                                true,
                                "{\"running\":{\"startedAt\":\"" + ago(30) + "\"}}",
                                terminated("OOMKilled", 137),
                                2);
                    case 4 ->
                        running(
                                false,
                                "{\"waiting\":{\"reason\":\"CreateContainerConfigError\",\"message\":\"configmap \\\""
                                        + app + "-config\\\" not found\"}}",
                                "{}",
                                0);
                    case 5 ->
                        "{\"phase\":\"Pending\",\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"False\","
                                + "\"reason\":\"Unschedulable\",\"lastTransitionTime\":\"" + ago(100)
                                + "\",\"message\":\"0/3 nodes are available: 3 Insufficient cpu.\"}]}";
                    case 6 ->
                        "{\"phase\":\"Failed\",\"reason\":\"Evicted\",\"message\":\"The node was low on resource: "
                                + "memory.\",\"startTime\":\"" + ago(60) + "\"}";
                    default ->
                        running(random.nextBoolean(), "{\"running\":{\"startedAt\":\"" + ago(400) + "\"}}", "{}", 0);
                };
        String deleting = random.nextInt(10) == 0 ? ",\"deletionTimestamp\":\"" + ago(random.nextInt(400)) + "\"" : "";
        return History.parse("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"" + namespace + "\",\"uid\":\"pod-" + namespace + name
                + "\",\"creationTimestamp\":\"" + ago(900) + "\",\"labels\":{\"app\":\"" + app + "\"}"
                + owner("apps/v1", "ReplicaSet", app + "-rs") + deleting
                + "},\"spec\":{\"nodeName\":\"node-" + random.nextInt(3)
                + "\",\"containers\":[{\"name\":\"main\",\"image\":\"registry/" + app
                + ":1\",\"ports\":[{\"name\":\"http\",\"containerPort\":8080}]}]},\"status\":" + status + "}");
    }

    private String running(boolean ready, String state, String last, int restarts) {
        String condition = ready ? "True" : "False";
        return "{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"" + condition
                + "\",\"lastTransitionTime\":\"" + ago(random.nextInt(500))
                + "\"},{\"type\":\"ContainersReady\",\"status\":\"" + condition
                + "\"}],\"containerStatuses\":[{\"name\":\"main\",\"ready\":" + ready + ",\"restartCount\":" + restarts
                + ",\"state\":" + state + ",\"lastState\":" + last + "}]}";
    }

    private String terminated(String reason, int code) {
        return "{\"terminated\":{\"reason\":\"" + reason + "\",\"exitCode\":" + code + ",\"startedAt\":\"" + ago(90)
                + "\",\"finishedAt\":\"" + ago(random.nextInt(60)) + "\"}}";
    }

    private ObjectNode deployment() {
        int available = random.nextInt(3);
        return History.parse("{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + app
                + "\",\"namespace\":\"" + namespace + "\",\"uid\":\"deploy-" + namespace + app
                + "\",\"generation\":1,\"creationTimestamp\":\"" + ago(2000)
                + "\",\"labels\":{\"backstage.io/kubernetes-id\":\"" + app + random.nextInt(3)
                + "\"}},\"spec\":{\"replicas\":"
                + (1 + random.nextInt(2)) + ",\"selector\":{\"matchLabels\":{\"app\":\"" + app
                + "\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"" + app
                + "\"}},\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"i\",\"envFrom\":[{\"configMapRef\":"
                + "{\"name\":\"" + app + "-config\"}}]}]}}},\"status\":{\"observedGeneration\":1,\"replicas\":2,"
                + "\"updatedReplicas\":2,\"availableReplicas\":" + available
                + ",\"conditions\":[{\"type\":\"Available\",\"status\":\"" + (available > 0 ? "True" : "False")
                + "\",\"lastTransitionTime\":\"" + ago(random.nextInt(900)) + "\"}]}}");
    }

    private ObjectNode replicaSet() {
        return History.parse("{\"apiVersion\":\"apps/v1\",\"kind\":\"ReplicaSet\",\"metadata\":{\"name\":\"" + app
                + "-rs\",\"namespace\":\"" + namespace + "\",\"uid\":\"rs-" + namespace + app + "-rs\""
                + owner("apps/v1", "Deployment", app).replace("rs-", "deploy-")
                + "},\"spec\":{\"replicas\":2},\"status\":{\"conditions\":"
                + (random.nextInt(3) == 0
                        ? "[{\"type\":\"ReplicaFailure\",\"status\":\"True\",\"reason\":\"FailedCreate\","
                                + "\"lastTransitionTime\":\"" + ago(50) + "\",\"message\":\"pods is forbidden: "
                                + "exceeded quota: q, requested: cpu=1, used: cpu=2, limited: cpu=2\"}]"
                        : "[]")
                + "}}");
    }

    private ObjectNode service() {
        return History.parse("{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"" + app
                + "\",\"namespace\":\"" + namespace + "\",\"uid\":\"svc-" + namespace + app
                + "\",\"creationTimestamp\":\"" + ago(2000) + "\"},\"spec\":{\"selector\":{\"app\":\""
                + (random.nextInt(4) == 0 ? "nobody" : app) + "\"},\"ports\":[{\"port\":80,\"targetPort\":\""
                + (random.nextInt(4) == 0 ? "grpc" : "http") + "\"}]}}");
    }

    private ObjectNode endpointSlice() {
        return History.parse("{\"apiVersion\":\"discovery.k8s.io/v1\",\"kind\":\"EndpointSlice\",\"metadata\":{"
                + "\"name\":\"" + app + "-s\",\"namespace\":\"" + namespace
                + "\",\"labels\":{\"kubernetes.io/service-name\":\"" + app
                + "\"}},\"addressType\":\"IPv4\",\"ports\":[{\"name\":\"\",\"port\":8080}],\"endpoints\":[{"
                + "\"addresses\":[\"10.0.0.1\"],\"conditions\":{\"ready\":" + random.nextBoolean() + "}}]}");
    }

    private ObjectNode node() {
        String ready = pick(List.of("True", "True", "False", "Unknown"));
        return History.parse("{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-"
                + random.nextInt(3) + "\",\"uid\":\"n\",\"creationTimestamp\":\"" + ago(5000)
                + "\"},\"spec\":{},\"status\":{\"allocatable\":{\"cpu\":\"4\"},\"conditions\":[{\"type\":\"Ready\","
                + "\"status\":\"" + ready + "\",\"lastTransitionTime\":\"" + ago(random.nextInt(300))
                + "\"},{\"type\":\"DiskPressure\",\"status\":\"" + (random.nextInt(5) == 0 ? "True" : "False")
                + "\",\"lastTransitionTime\":\"" + ago(200) + "\"}]}}");
    }

    private ObjectNode ingress() {
        return History.parse("{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"Ingress\",\"metadata\":{\"name\":\""
                + app + "\",\"namespace\":\"" + namespace + "\",\"uid\":\"ing-" + namespace + app
                + "\",\"creationTimestamp\":\"" + ago(2000) + "\"},\"spec\":{\"ingressClassName\":\"nginx\","
                + "\"rules\":[{\"host\":\"shop.example\",\"http\":{\"paths\":[{\"path\":\"/"
                + (random.nextBoolean() ? app : namespace) + "\",\"pathType\":\"Prefix\",\"backend\":{\"service\":{"
                + "\"name\":\"" + app + "\",\"port\":{\"number\":80}}}}]}}]}}");
    }

    private ObjectNode configMap() {
        return History.parse("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + app
                + "-config\",\"namespace\":\"" + namespace + "\"},\"facts\":{\"keys\":{\"a\":1}}}");
    }

    private ObjectNode event() {
        String name = app + "-" + random.nextInt(3);
        String reason = pick(List.of("Unhealthy", "FailedMount", "TriggeredScaleUp", "Failed"));
        return History.parse("{\"apiVersion\":\"v1\",\"kind\":\"Event\",\"metadata\":{\"name\":\"ev-" + name + reason
                + "\",\"namespace\":\"" + namespace + "\"},\"type\":\"Warning\",\"reason\":\"" + reason
                + "\",\"message\":\"Liveness probe failed: HTTP 500\",\"count\":" + (1 + random.nextInt(5))
                + ",\"firstTimestamp\":\"" + ago(300) + "\",\"lastTimestamp\":\"" + ago(random.nextInt(120))
                + "\",\"involvedObject\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"" + namespace
                + "\",\"name\":\"" + name + "\",\"uid\":\"pod-" + namespace + name
                + "\",\"fieldPath\":\"spec.containers{main}\"}}");
    }

    private ObjectNode claim() {
        return History.parse("{\"apiVersion\":\"v1\",\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"" + app
                + "-data\",\"namespace\":\"" + namespace + "\",\"uid\":\"pvc\",\"creationTimestamp\":\"" + ago(400)
                + "\"},\"spec\":{\"storageClassName\":\"fast\"},\"status\":{\"phase\":\""
                + pick(List.of("Pending", "Bound", "Lost")) + "\"}}");
    }

    private ObjectNode namespaceObject() {
        boolean terminating = random.nextInt(8) == 0;
        return History.parse("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + namespace
                + "\"" + (random.nextInt(8) == 0 ? ",\"annotations\":{\"faultstream.dev/ignore\":\"pod.*\"}" : "")
                + "},\"status\":{\"phase\":\"" + (terminating ? "Terminating" : "Active") + "\"}}");
    }

    private String owner(String apiVersion, String kind, String name) {
        return ",\"ownerReferences\":[{\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"" + kind + "\",\"name\":\""
                + name + "\",\"uid\":\"rs-" + namespace + name + "\",\"controller\":true}]";
    }

    private String ago(int seconds) {
        return now.minusSeconds(seconds).toString();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
