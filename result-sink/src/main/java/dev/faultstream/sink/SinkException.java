package dev.faultstream.sink;

import org.jspecify.annotations.Nullable;

/** The sink cannot do what it is asked to. */
public final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SinkException(String message) {
        super(message);
    }

    public SinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
