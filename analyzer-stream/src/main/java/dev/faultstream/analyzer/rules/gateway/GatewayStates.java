package dev.faultstream.analyzer.rules.gateway;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.UndecidedException;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how far a Gateway has come. */
final class GatewayStates {
    private GatewayStates() {}

    /**
     * The condition of that type; empty when there is none.
     *
     * @throws UndecidedException if it is about an older generation of the Gateway
     */
    static Optional<CurrentCondition> condition(Gateway gateway, String type) {
        Optional<CurrentCondition> condition = latest(gateway, type);
        if (condition.isPresent() && !condition.get().current()) {
            throw new UndecidedException("condition " + type + " is about an older generation");
        }
        return condition;
    }

    /** Since when nobody has decided; null when somebody has, or when that is unknown. */
    static @Nullable Instant openSince(Gateway gateway, Optional<CurrentCondition> condition) {
        if (condition.isPresent()
                && (condition.get().isTrue() || condition.get().isFalse())) {
            return null;
        }
        Instant created = KubernetesTime.parse(gateway.getMetadata().getCreationTimestamp());
        Instant changed = condition.map(CurrentCondition::since).orElse(null);
        return changed == null || (created != null && created.isAfter(changed)) ? created : changed;
    }

    /** Whether nobody has decided for at least that long. */
    static boolean isOpenFor(
            Gateway gateway, Optional<CurrentCondition> condition, Duration duration, ClusterView view) {
        Instant since = openSince(gateway, condition);
        return since != null && view.elapsed(since, duration);
    }

    /** The name of the class; empty when there is none. */
    static String className(Gateway gateway) {
        String name = gateway.getSpec() == null ? null : gateway.getSpec().getGatewayClassName();
        return name == null ? "" : name;
    }

    /** Whether its class exists. */
    static boolean hasClass(Gateway gateway, ClusterView view) {
        String name = className(gateway);
        return !name.isEmpty() && view.exists(GatewayClass.class, name);
    }

    /** Whether the controller of the Gateway's class writes conditions of that type at all. */
    static boolean isWrittenInClass(Gateway gateway, String type, ClusterView view) {
        List<Gateway> all = view.list(Gateway.class);
        return all.stream()
                .filter(other -> Objects.equals(className(other), className(gateway)))
                .anyMatch(other -> latest(other, type)
                        .filter(condition -> !condition.isDefault())
                        .isPresent());
    }

    private static Optional<CurrentCondition> latest(Gateway gateway, String type) {
        return gateway.getStatus() == null
                ? Optional.empty()
                : CurrentCondition.find(gateway.getStatus().getConditions(), type, gateway);
    }
}
