package dev.faultstream.analyzer.rules.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a path of an Ingress leads.
 *
 * @param object the Service or other resource, with its namespace
 * @param port its port; null for a resource
 */
record PathTarget(String object, @Nullable ServiceBackendPort port) {
    static PathTarget of(IngressPath path, Ingress ingress) {
        String namespace = ingress.getMetadata().getNamespace();
        IngressBackend backend = path.backend();
        if (backend.getService() != null) {
            return new PathTarget(
                    namespace + "/" + backend.getService().getName(),
                    backend.getService().getPort());
        }
        return new PathTarget(
                backend.getResource() == null
                        ? namespace + "/"
                        : namespace + "/" + backend.getResource().getKind() + "/"
                                + backend.getResource().getName(),
                null);
    }

    /** Whether it is another one; a port by number and one by name may be the same. */
    boolean differsFrom(PathTarget other) {
        return !object.equals(other.object)
                || differ(number(port), number(other.port))
                || differ(name(port), name(other.port));
    }

    private static boolean differ(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && !Objects.equals(one, other);
    }

    private static @Nullable Integer number(@Nullable ServiceBackendPort port) {
        return port == null ? null : port.getNumber();
    }

    private static @Nullable String name(@Nullable ServiceBackendPort port) {
        return port == null ? null : port.getName();
    }
}
