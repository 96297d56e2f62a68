package dev.faultstream.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The profile {@code restricted} of the Pod Security Standards, and what we ask beyond it. */
final class PodSecurity {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final List<String> HOST = List.of("hostNetwork", "hostPID", "hostIPC");

    private PodSecurity() {}

    /** What the pods of a workload do against it. */
    static List<String> violations(Manifest workload) {
        List<String> violations = new ArrayList<>();
        JsonNode pod = workload.podSpec();
        JsonNode context = pod.path("securityContext");
        HOST.stream()
                .filter(field -> pod.path(field).asBoolean())
                .map(field -> field + " is set")
                .forEach(violations::add);
        pod.path("volumes").forEach(volume -> volume.properties().stream()
                .map(field -> field.getKey())
                .filter(field -> !field.equals("name") && !VOLUMES.contains(field))
                .map(field -> "volume " + volume.path("name").asText() + " is a " + field)
                .forEach(violations::add));
        if (!"RuntimeDefault".equals(context.at("/seccompProfile/type").asText())) {
            violations.add("seccompProfile is not RuntimeDefault");
        }
        if (!context.path("runAsNonRoot").asBoolean()) {
            violations.add("runAsNonRoot is not true");
        }
        if (context.path("runAsUser").asInt(0) == 0) {
            violations.add("runAsUser is not given, or root");
        }
        workload.containers().forEach(container -> addContainer(container, violations));
        return violations;
    }

    private static void addContainer(JsonNode container, List<String> violations) {
        String name = "container " + container.path("name").asText() + ": ";
        JsonNode context = container.path("securityContext");
        if (context.path("allowPrivilegeEscalation").asBoolean(true)) {
            violations.add(name + "allowPrivilegeEscalation is not false");
        }
        if (context.path("privileged").asBoolean()) {
            violations.add(name + "is privileged");
        }
        if (!context.at("/capabilities/drop").toString().equals("[\"ALL\"]")
                || !context.at("/capabilities/add").isMissingNode()) {
            violations.add(name + "does not drop all capabilities");
        }
        if (context.has("runAsUser") || context.has("runAsNonRoot") || context.has("procMount")) {
            violations.add(name + "says otherwise than its pod");
        }
        container.path("ports").forEach(port -> {
            if (port.has("hostPort")) {
                violations.add(name + "takes a port of the host");
            }
        });
        if (Services.isService(container.path("image").asText())
                && !context.path("readOnlyRootFilesystem").asBoolean()) {
            violations.add(name + "may write to its root file system");
        }
    }
}
