package dev.faultstream.streams;

/** A Kafka Streams application cannot go on. */
public final class StreamsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamsException(String message) {
        super(message);
    }

    StreamsException(String message, Throwable cause) {
        super(message, cause);
    }
}
