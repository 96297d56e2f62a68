package dev.faultstream.explainer.prompt;

import dev.faultstream.explainer.ExplainerException;

/** A prompt cannot be made: a bug, not a fault of the record. */
final class PromptException extends ExplainerException {
    PromptException(String message, Throwable cause) {
        super(message, cause);
    }
}
