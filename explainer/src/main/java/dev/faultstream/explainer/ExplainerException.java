package dev.faultstream.explainer;

import org.jspecify.annotations.Nullable;

/** The root of what the explainer throws. Messages hold no prompt, no answer and no secret. */
public class ExplainerException extends RuntimeException {
    public ExplainerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
