package dev.faultstream.embedded;

import java.io.Serial;

/** The embedded broker could not start, or could not do what it was asked; the message says what a person can change. */
public final class EmbeddedKafkaException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    EmbeddedKafkaException(String message) {
        super(message);
    }

    EmbeddedKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
