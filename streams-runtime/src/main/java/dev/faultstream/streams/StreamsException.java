package dev.faultstream.streams;

import org.jspecify.annotations.Nullable;

/** A Kafka Streams application cannot go on. */
public final class StreamsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
