package dev.faultstream.analyzer.rules.service;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells when nobody is behind a Service, for those who send requests to it. */
public final class Outage {
    private static final String TARGET_PORT_MISSING = "service.target-port-missing";
    private static final String NO_PODS = "service.no-pods";
    private static final String MANUAL_ENDPOINTS_MISSING = "service.manual-endpoints-missing";
    private static final String NO_READY_ENDPOINTS = "service.no-ready-endpoints";
    private static final Set<String> OF_ALL_PORTS = Set.of(NO_PODS, MANUAL_ENDPOINTS_MISSING, NO_READY_ENDPOINTS);

    private Outage() {}

    /**
     * The finding of the Service that matures first and means that nobody answers on the port.
     *
     * @param port the port that requests go to; null for any
     */
    public static Optional<Finding> of(Service service, @Nullable ServicePort port, ClusterView view) {
        return view.findings(service).stream()
                .filter(finding -> OF_ALL_PORTS.contains(finding.rule()) || isPortDown(finding, port))
                .min(Comparator.comparing(Finding::matureAt).thenComparing(Finding::rule));
    }

    /** Names the findings of the Service as what explains the symptom. */
    public static void addTo(Causes causes, @Nullable Service service) {
        causes.of(service, TARGET_PORT_MISSING, NO_PODS, MANUAL_ENDPOINTS_MISSING, NO_READY_ENDPOINTS);
    }

    /** A target port that only some pods lack, or another one, lets requests through. */
    private static boolean isPortDown(Finding finding, @Nullable ServicePort port) {
        return finding.rule().equals(TARGET_PORT_MISSING)
                && finding.parameter("count").equals(finding.parameter("total"))
                && port != null
                && finding.part().equals(ServicePorts.part(port));
    }
}
