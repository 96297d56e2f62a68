package dev.faultstream.schemas.explanation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model said of a shape of failure, with placeholders in place of everything that identifies a cluster.
 *
 * @param key the explanation key it answers
 * @param language the language of the texts, {@code en} or {@code zh}
 * @param error what the failure means
 * @param solution what to do, in order
 * @param source always {@code model}
 * @param provider what served the model, for example {@code localai}
 * @param model the model's name
 * @param promptTokens tokens of the question; null when the provider does not tell
 * @param completionTokens tokens of the answer; null when the provider does not tell
 * @param latencyMillis how long the answer took
 * @param createdAt when it was given
 */
public record Explanation(
        String key,
        String language,
        String error,
        List<String> solution,
        String source,
        String provider,
        String model,
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        long latencyMillis,
        Instant createdAt) {
    /** The {@link #source()} of every explanation. */
    public static final String SOURCE = "model";

    public Explanation {
        requireNonNull(key, "key");
        requireNonNull(error, "error");
        requireNonNull(createdAt, "createdAt");
        solution = List.copyOf(solution);
    }

    /** Without what the model said. */
    @Override
    public String toString() {
        return "Explanation[" + key + " by " + model + "]";
    }
}
