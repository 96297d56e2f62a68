package dev.faultstream.analyzer.rules.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much of a resource the scheduler must find for a Pod. */
final class PodRequests {
    private PodRequests() {}

    /** The request of the whole Pod, in the resource's unit. */
    static BigDecimal of(Pod pod, String resource) {
        BigDecimal overhead = amount(pod.getSpec().getOverhead(), resource);
        BigDecimal ofPod = amount(requests(pod.getSpec().getResources()), resource);
        return overhead.add(ofPod.signum() > 0 ? ofPod : ofContainers(pod, resource));
    }

    /** Sidecars run beside everything that comes after them; other init containers one at a time before the rest. */
    private static BigDecimal ofContainers(Pod pod, String resource) {
        BigDecimal sidecars = BigDecimal.ZERO;
        BigDecimal initPeak = BigDecimal.ZERO;
        for (Container init : pod.getSpec().getInitContainers()) {
            BigDecimal own = amount(requests(init.getResources()), resource);
            initPeak = initPeak.max(sidecars.add(own));
            sidecars = "Always".equals(init.getRestartPolicy()) ? sidecars.add(own) : sidecars;
        }
        BigDecimal running = sidecars;
        for (Container container : pod.getSpec().getContainers()) {
            running = running.add(amount(requests(container.getResources()), resource));
        }
        return running.max(initPeak);
    }

    /** The amount of a resource; 0 when it is not named. */
    static BigDecimal amount(@Nullable Map<String, Quantity> amounts, String resource) {
        Quantity quantity = amounts == null ? null : amounts.get(resource);
        return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
    }

    private static @Nullable Map<String, Quantity> requests(@Nullable ResourceRequirements resources) {
        return resources == null ? null : resources.getRequests();
    }
}
