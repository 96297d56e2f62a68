package dev.faultstream.analyzer.rules.service;

import dev.faultstream.analyzer.api.ClusterView;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The EndpointSlices of a Service.
 *
 * @param slices all of them
 */
public record ServiceEndpoints(List<EndpointSlice> slices) {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";

    public ServiceEndpoints {
        slices = List.copyOf(slices);
    }

    /** The slices of a Service of the home namespace. */
    public static ServiceEndpoints of(Service service, ClusterView view) {
        return new ServiceEndpoints(view.list(
                EndpointSlice.class, Map.of(SERVICE_LABEL, service.getMetadata().getName())));
    }

    /** Whether there is a ready endpoint. */
    public boolean anyReady() {
        return any(ServiceEndpoints::isReady);
    }

    /** Whether somebody answers: an endpoint that is ready, or that still serves while it terminates. */
    public boolean anyAnswers() {
        return any(endpoint -> isReady(endpoint) || isServingItsLast(endpoint));
    }

    /** Whether there are endpoints, and all of them have that port of the Service. */
    boolean allHave(String servicePort) {
        List<EndpointSlice> filled =
                slices.stream().filter(slice -> !slice.getEndpoints().isEmpty()).toList();
        return !filled.isEmpty()
                && filled.stream().allMatch(slice -> slice.getPorts().stream()
                        .anyMatch(port -> servicePort.equals(port.getName() == null ? "" : port.getName())));
    }

    private boolean any(Predicate<Endpoint> condition) {
        return slices.stream().flatMap(slice -> slice.getEndpoints().stream()).anyMatch(condition);
    }

    private static boolean isReady(Endpoint endpoint) {
        EndpointConditions conditions = endpoint.getConditions();
        return conditions == null || !Boolean.FALSE.equals(conditions.getReady());
    }

    private static boolean isServingItsLast(Endpoint endpoint) {
        EndpointConditions conditions = endpoint.getConditions();
        return conditions != null
                && Boolean.TRUE.equals(conditions.getServing())
                && Boolean.TRUE.equals(conditions.getTerminating());
    }
}
