package dev.faultstream.analyzer.rules.service;

import io.fabric8.kubernetes.api.model.Service;

/** Tells which Services are to have pods: those with a selector that are neither external names nor being deleted. */
final class SelectingService {
    private SelectingService() {}

    static boolean is(Service service) {
        return service.getSpec() != null
                && service.getMetadata().getDeletionTimestamp() == null
                && !ServicePorts.isExternalName(service)
                && !ServicePods.selector(service).isEmpty();
    }
}
