package dev.faultstream.analyzer.rules.service;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds ports of a Service. */
public final class ServicePorts {
    private static final String EXTERNAL_NAME = "ExternalName";

    private ServicePorts() {}

    /** The ports; none when the Service has no spec. */
    public static List<ServicePort> of(Service service) {
        return service.getSpec() == null ? List.of() : service.getSpec().getPorts();
    }

    /** The port with the number, or with the name when there is no number. */
    public static Optional<ServicePort> find(Service service, @Nullable Integer number, @Nullable String name) {
        return of(service).stream()
                .filter(port ->
                        number == null ? name != null && name.equals(port.getName()) : number.equals(port.getPort()))
                .findFirst();
    }

    /** Whether the Service is a name for something outside of the cluster: it has neither pods nor endpoints. */
    public static boolean isExternalName(Service service) {
        return service.getSpec() != null
                && EXTERNAL_NAME.equals(service.getSpec().getType());
    }

    /** How findings about a port name it: its number with its protocol. */
    public static String part(ServicePort port) {
        return port.getPort() + "/" + protocol(port.getProtocol());
    }

    static String protocol(@Nullable String protocol) {
        return protocol == null || protocol.isEmpty() ? "TCP" : protocol;
    }
}
