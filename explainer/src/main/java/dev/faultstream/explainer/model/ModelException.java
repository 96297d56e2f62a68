package dev.faultstream.explainer.model;

import dev.faultstream.explainer.ExplainerException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model did not reply. The message names the problem, never what was asked or said. */
public final class ModelException extends ExplainerException {
    private final ModelProblem problem;
    private final @Nullable Duration retryAfter;

    public ModelException(ModelProblem problem, String message, @Nullable Duration retryAfter) {
        super(message, null);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public ModelException(ModelProblem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.retryAfter = null;
    }

    public ModelException(ModelProblem problem, String message) {
        super(message, null);
        this.problem = problem;
        this.retryAfter = null;
    }

    public ModelProblem problem() {
        return problem;
    }

    /** When the server asked to be called again, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
