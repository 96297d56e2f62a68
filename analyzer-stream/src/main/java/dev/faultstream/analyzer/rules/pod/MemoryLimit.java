package dev.faultstream.analyzer.rules.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How much memory a container may use. */
final class MemoryLimit {
    private static final String MEMORY = "memory";

    private MemoryLimit() {}

    /** The container's own limit, else that of its Pod; null when the Node is the limit. */
    static @Nullable Quantity of(PodContainer container) {
        Container spec = container.spec();
        Quantity own = spec == null ? null : limit(spec.getResources());
        return own == null ? limit(container.pod().getSpec().getResources()) : own;
    }

    /** Whether the Node runs out of memory before the limit is reached. */
    static boolean isBeyond(@Nullable Quantity limit, Node node) {
        if (limit == null) {
            return true;
        }
        BigDecimal allocatable = node.getStatus() == null
                ? BigDecimal.ZERO
                : PodRequests.amount(node.getStatus().getAllocatable(), MEMORY);
        return allocatable.signum() > 0 && limit.getNumericalAmount().compareTo(allocatable) > 0;
    }

    private static @Nullable Quantity limit(@Nullable ResourceRequirements resources) {
        return resources == null || resources.getLimits() == null
                ? null
                : resources.getLimits().get(MEMORY);
    }
}
