package dev.faultstream.sink.result;

import java.time.Duration;

/** A request to the API server that did not do what it was to do. */
final class ApiFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ApiFault fault;
    private final int status;
    private final Duration retryAfter;

    ApiFaultException(ApiFault fault, int status, Duration retryAfter, Throwable cause) {
        super(fault.word(), cause);
        this.fault = fault;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    ApiFault fault() {
        return fault;
    }

    /** The HTTP status; 0 when there was no answer. */
    int status() {
        return status;
    }

    /** How long the API server wants us to wait; zero when it did not say. */
    Duration retryAfter() {
        return retryAfter;
    }
}
