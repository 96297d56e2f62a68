package dev.faultstream.analyzer.rules.ingress;

import dev.faultstream.analyzer.rules.service.ServicePorts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Service to which an Ingress sends a path.
 *
 * @param path {@code host/path}, or {@code default backend}
 * @param service the Service's name, in the namespace of the Ingress
 * @param number the number of its port; null when it is given by name
 * @param portName the name of its port; null when it is given by number
 */
record BackendService(
        String path,
        String service,
        @Nullable Integer number,
        @Nullable String portName) {
    private static final String DEFAULT_BACKEND = "default backend";
    /** A port name by which a controller's own action stands in the place of a Service. */
    private static final String USE_ANNOTATION = "use-annotation";

    /** The Services behind the default backend and all paths; actions of the controller are left out. */
    static List<BackendService> of(Ingress ingress) {
        List<BackendService> backends = new ArrayList<>();
        if (ingress.getSpec() != null && ingress.getSpec().getDefaultBackend() != null) {
            add(backends, DEFAULT_BACKEND, ingress.getSpec().getDefaultBackend());
        }
        IngressPath.of(ingress).forEach(path -> add(backends, path.text(), path.backend()));
        return backends;
    }

    /** {@link #of} by the name of the Service, in the order of the first paths. */
    static Map<String, List<BackendService>> byService(Ingress ingress) {
        Map<String, List<BackendService>> byService = new LinkedHashMap<>();
        of(ingress).forEach(backend -> byService
                .computeIfAbsent(backend.service, any -> new ArrayList<>())
                .add(backend));
        return byService;
    }

    /** The number or name of the port; empty when none is given. */
    String port() {
        return number != null ? number.toString() : portName == null ? "" : portName;
    }

    /** The port of the Service that is meant. */
    Optional<ServicePort> portOf(Service target) {
        return ServicePorts.find(target, number, portName);
    }

    private static void add(List<BackendService> backends, String path, IngressBackend backend) {
        if (backend.getService() == null || backend.getService().getName() == null) {
            return;
        }
        ServiceBackendPort port = backend.getService().getPort();
        String portName = port == null ? null : port.getName();
        if (!USE_ANNOTATION.equals(portName)) {
            backends.add(new BackendService(
                    path, backend.getService().getName(), port == null ? null : port.getNumber(), portName));
        }
    }
}
