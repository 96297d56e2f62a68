package dev.faultstream.analyzer.rules.gateway;

import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition of the Gateway API.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason why, in CamelCase; empty when it does not say
 * @param message why, in words; empty when it does not say
 * @param since its last transition; null when that is unknown
 * @param current whether it is about the object as it is now
 */
record CurrentCondition(
        String status,
        String reason,
        String message,
        @Nullable Instant since,
        boolean current) {
    /** What the API server fills in before any controller has looked. */
    private static final String PENDING = "Pending";

    /** The condition of that type; empty when there is none. */
    static Optional<CurrentCondition> find(List<Condition> conditions, String type, HasMetadata object) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .map(condition -> of(condition, object))
                .findFirst();
    }

    boolean isTrue() {
        return "True".equals(status);
    }

    boolean isFalse() {
        return "False".equals(status);
    }

    /** Whether no controller has written it yet. */
    boolean isDefault() {
        return !isTrue() && !isFalse() && reason.equals(PENDING);
    }

    /** The condition in one line. */
    String text(String type) {
        return type + "=" + status + " " + reason + ": " + message;
    }

    private static CurrentCondition of(Condition condition, HasMetadata object) {
        Long generation = object.getMetadata().getGeneration();
        Long observed = condition.getObservedGeneration();
        return new CurrentCondition(
                orEmpty(condition.getStatus()),
                orEmpty(condition.getReason()),
                orEmpty(condition.getMessage()),
                KubernetesTime.parse(condition.getLastTransitionTime()),
                generation == null || observed == null || observed >= generation);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
