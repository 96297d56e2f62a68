package dev.faultstream.schemas.topic;

import org.jspecify.annotations.Nullable;

/** The topics could neither be created nor looked at. */
public final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
