package dev.faultstream.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the objects of an overlay name, and whether it is there. */
final class References {
    /** Made by people, as docs/multi-cluster.md tells, since credentials do not belong into files. */
    private static final Set<String> MADE_BY_HAND = Set.of("Secret faultstream/faultstream-hub");

    private final List<Manifest> objects;
    private final Set<String> there = new TreeSet<>(MADE_BY_HAND);
    private final List<String> missing = new ArrayList<>();

    private References(List<Manifest> objects) {
        this.objects = objects;
        for (Manifest object : objects) {
            there.add(key(object.kind(), object.namespace(), object.name()));
            // What Strimzi's operators make.
            if (object.kind().equals("KafkaUser")) {
                there.add(key("Secret", object.namespace(), object.name()));
            } else if (object.kind().equals("Kafka")) {
                there.add(key("Secret", object.namespace(), object.name() + "-cluster-ca-cert"));
            }
        }
    }

    /** What is named and is not among the objects. */
    static List<String> missing(List<Manifest> objects) {
        References references = new References(objects);
        objects.forEach(references::check);
        return references.missing;
    }

    private void check(Manifest object) {
        if (!object.isClusterScoped() && !object.namespace().equals("kube-system")) {
            require(object, "Namespace", "", object.namespace());
        }
        if (object.podTemplate().isPresent()) {
            checkPods(object);
        }
        switch (object.kind()) {
            case "RoleBinding", "ClusterRoleBinding" -> checkBinding(object);
            case "StatefulSet" ->
                require(
                        object,
                        "Service",
                        object.namespace(),
                        object.spec().path("serviceName").asText());
            case "ScaledObject" -> {
                JsonNode target = object.spec().path("scaleTargetRef");
                require(
                        object,
                        target.path("kind").asText(),
                        object.namespace(),
                        target.path("name").asText());
                object.spec()
                        .path("triggers")
                        .forEach(trigger ->
                                requireIfNamed(object, "TriggerAuthentication", trigger.at("/authenticationRef/name")));
            }
            case "TriggerAuthentication" ->
                object.spec()
                        .path("secretTargetRef")
                        .forEach(secret -> requireIfNamed(object, "Secret", secret.path("name")));
            case "KafkaTopic", "KafkaUser", "KafkaNodePool" ->
                require(object, "Kafka", object.namespace(), object.labels().getOrDefault("strimzi.io/cluster", ""));
            default -> {
                // names nothing
            }
        }
    }

    private void checkPods(Manifest object) {
        JsonNode pod = object.podSpec();
        String namespace = object.namespace();
        require(
                object,
                "ServiceAccount",
                namespace,
                pod.path("serviceAccountName").asText());
        Set<String> volumes = new TreeSet<>();
        Stream.concat(
                        Manifest.stream(pod.path("volumes")),
                        Manifest.stream(object.spec().path("volumeClaimTemplates"))
                                .map(claim -> claim.path("metadata")))
                .forEach(volume -> volumes.add(volume.path("name").asText()));
        pod.path("volumes").forEach(volume -> {
            requireIfNamed(object, "ConfigMap", volume.at("/configMap/name"));
            requireIfNamed(object, "Secret", volume.at("/secret/secretName"));
            requireIfNamed(object, "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName"));
        });
        for (JsonNode container : object.containers()) {
            container.path("envFrom").forEach(source -> {
                requireIfNamed(object, "ConfigMap", source.at("/configMapRef/name"));
                requireIfNamed(object, "Secret", source.at("/secretRef/name"));
            });
            container.path("env").forEach(variable -> {
                requireIfNamed(object, "ConfigMap", variable.at("/valueFrom/configMapKeyRef/name"));
                requireIfNamed(object, "Secret", variable.at("/valueFrom/secretKeyRef/name"));
            });
            container.path("volumeMounts").forEach(mount -> {
                if (!volumes.contains(mount.path("name").asText())) {
                    missing.add(object + " mounts " + mount.path("name").asText() + ", which it does not have");
                }
            });
        }
    }

    private void checkBinding(Manifest binding) {
        JsonNode role = binding.json().path("roleRef");
        String kind = role.path("kind").asText();
        require(
                binding,
                kind,
                kind.equals("Role") ? binding.namespace() : "",
                role.path("name").asText());
        binding.json()
                .path("subjects")
                .forEach(subject -> require(
                        binding,
                        subject.path("kind").asText(),
                        subject.path("namespace").asText(),
                        subject.path("name").asText()));
    }

    private void requireIfNamed(Manifest object, String kind, JsonNode name) {
        if (!name.isMissingNode()) {
            require(object, kind, object.namespace(), name.asText());
        }
    }

    private void require(Manifest object, String kind, String namespace, String name) {
        if (!there.contains(key(kind, namespace, name))) {
            missing.add(object + " names " + key(kind, namespace, name));
        }
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /** Values of ConfigMaps that a container takes as its environment, and its own; secrets as a stand-in. */
    static Map<String, String> environment(List<Manifest> objects, Manifest workload, JsonNode container) {
        return new References(objects).environment(workload, container);
    }

    private Map<String, String> environment(Manifest workload, JsonNode container) {
        Map<String, String> environment = new java.util.TreeMap<>();
        container.path("envFrom").forEach(source -> objects.stream()
                .filter(object -> object.kind().equals("ConfigMap")
                        && object.namespace().equals(workload.namespace())
                        && object.name().equals(source.at("/configMapRef/name").asText()))
                .forEach(map -> environment.putAll(Manifest.texts(map.json().path("data")))));
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(),
                        variable.has("value") ? variable.path("value").asText() : "stand-in"));
        return environment;
    }
}
