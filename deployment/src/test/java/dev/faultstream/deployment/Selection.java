package dev.faultstream.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what selects by labels selects something, and names ports that are there. */
final class Selection {
    private final List<Manifest> objects;
    private final List<String> complaints = new ArrayList<>();

    private Selection(List<Manifest> objects) {
        this.objects = objects;
    }

    static List<String> complaints(List<Manifest> objects) {
        Selection selection = new Selection(objects);
        objects.forEach(selection::check);
        return selection.complaints;
    }

    private void check(Manifest object) {
        JsonNode spec = object.spec();
        switch (object.kind()) {
            case "Deployment", "StatefulSet" -> {
                if (!contains(object.podLabels(), spec.at("/selector/matchLabels"))) {
                    complaints.add(object + " does not select its own pods");
                }
            }
            case "Service" -> checkService(object);
            case "PodDisruptionBudget" -> requirePods(object, spec.at("/selector/matchLabels"));
            case "ServiceMonitor" -> checkMonitor(object);
            case "NetworkPolicy" -> checkPolicy(object);
            default -> {
                // selects nothing
            }
        }
    }

    private void checkService(Manifest service) {
        List<Manifest> workloads = requirePods(service, service.spec().path("selector"));
        service.spec()
                .path("ports")
                .forEach(port -> workloads.forEach(workload ->
                        requirePort(service, workload, port.path("targetPort").asText())));
    }

    private void checkMonitor(Manifest monitor) {
        List<Manifest> services = objects.stream()
                .filter(object -> object.kind().equals("Service")
                        && contains(object.labels(), monitor.spec().at("/selector/matchLabels")))
                .toList();
        if (services.isEmpty()) {
            complaints.add(monitor + " selects no Service");
        }
        monitor.spec()
                .path("endpoints")
                .forEach(endpoint -> services.forEach(service -> {
                    boolean named = Manifest.stream(service.spec().path("ports"))
                            .anyMatch(port -> port.path("name").equals(endpoint.path("port")));
                    if (!named) {
                        complaints.add(monitor + " names a port that " + service + " does not have");
                    }
                }));
    }

    private void checkPolicy(Manifest policy) {
        JsonNode selected = policy.spec().at("/podSelector/matchLabels");
        List<Manifest> workloads = selected.isMissingNode() ? List.of() : requirePods(policy, selected);
        policy.spec().path("ingress").forEach(rule -> {
            rule.path("ports")
                    .forEach(port -> workloads.forEach(workload ->
                            requirePort(policy, workload, port.path("port").asText())));
            rule.path("from").forEach(peer -> checkPeer(policy, peer));
        });
        policy.spec().path("egress").forEach(rule -> rule.path("to").forEach(peer -> checkPeer(policy, peer)));
    }

    private void checkPeer(Manifest policy, JsonNode peer) {
        if (!peer.has("namespaceSelector") && peer.has("podSelector")) {
            requirePods(policy, peer.at("/podSelector/matchLabels"));
        }
    }

    private List<Manifest> requirePods(Manifest object, JsonNode labels) {
        // Pods of Strimzi's operators are not among the objects.
        if (labels.has("strimzi.io/cluster")) {
            return List.of();
        }
        List<Manifest> workloads = objects.stream()
                .filter(other -> other.podTemplate().isPresent()
                        && other.namespace().equals(object.namespace())
                        && contains(other.podLabels(), labels))
                .toList();
        if (workloads.isEmpty()) {
            complaints.add(object + " selects no pods by " + labels);
        }
        return workloads;
    }

    private void requirePort(Manifest object, Manifest workload, String wanted) {
        boolean there = workload.containers().stream()
                .flatMap(container -> Manifest.stream(container.path("ports")))
                .flatMap(port -> Stream.of(
                        port.path("name").asText(), port.path("containerPort").asText()))
                .anyMatch(wanted::equals);
        if (!there) {
            complaints.add(object + " names port " + wanted + ", which " + workload + " does not have");
        }
    }

    private static boolean contains(Map<String, String> labels, JsonNode wanted) {
        Set<Map.Entry<String, String>> all = Manifest.texts(wanted).entrySet();
        return !all.isEmpty() && labels.entrySet().containsAll(all);
    }
}
