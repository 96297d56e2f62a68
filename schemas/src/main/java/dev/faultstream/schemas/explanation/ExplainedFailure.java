package dev.faultstream.schemas.explanation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.faultstream.schemas.failure.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure with what it means and what to do, ready to be shown: all placeholders are filled.
 *
 * @param failure the failure; its fields are written beside {@code explanation}
 * @param explanation the best explanation so far
 */
public record ExplainedFailure(@JsonUnwrapped Failure failure, Text explanation) {
    public ExplainedFailure {
        requireNonNull(failure, "failure");
        requireNonNull(explanation, "explanation");
    }

    /** Who wrote an explanation. */
    public enum Source {
        /** The remedy of the rule, written by hand; also what an unknown source is read as. */
        @JsonEnumDefaultValue
        @JsonProperty("remedy")
        REMEDY,
        @JsonProperty("model")
        MODEL
    }

    /**
     * The explanation.
     *
     * @param error what the failure means
     * @param solution what to do, in order
     * @param source who wrote it
     * @param provider what served the model; null for a remedy
     * @param model the model's name; null for a remedy
     * @param createdAt when it was written; for a remedy, when the failure's revision was concluded
     */
    public record Text(
            String error,
            List<String> solution,
            Source source,
            @Nullable String provider,
            @Nullable String model,
            Instant createdAt) {
        public Text {
            requireNonNull(error, "error");
            requireNonNull(source, "source");
            requireNonNull(createdAt, "createdAt");
            solution = List.copyOf(solution);
        }
    }
}
