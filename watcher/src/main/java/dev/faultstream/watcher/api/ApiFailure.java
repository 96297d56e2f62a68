package dev.faultstream.watcher.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to an API server did not give what was asked for. The message names no values of the cluster. */
public final class ApiFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause reason;
    private final @Nullable Duration retryAfter;

    /**
     * A failure.
     *
     * @param message what happened, in few words
     * @param retryAfter how long the server wants to be left alone; null when it does not say
     * @param cause what it comes from; null when it comes from an answer
     */
    public ApiFailure(Cause reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** The failure that a response's status stands for. */
    public static ApiFailure ofStatus(int status, @Nullable Duration retryAfter) {
        return new ApiFailure(Cause.ofStatus(status), "HTTP " + status, retryAfter, null);
    }

    /** Why. */
    public Cause reason() {
        return reason;
    }

    /** How long the server wants to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What a caller treats differently. */
    public enum Cause {
        /** The version from which to go on is too old: list again. */
        GONE,
        /** This user may not. */
        FORBIDDEN,
        /** There is no such kind. */
        NOT_SERVED,
        /** The credentials are not valid any more. */
        UNAUTHORIZED,
        /** Too many requests. */
        THROTTLED,
        /** The server cannot just now. */
        SERVER,
        /** There was no answer. */
        NETWORK;

        static Cause ofStatus(int status) {
            return switch (status) {
                case 401 -> UNAUTHORIZED;
                case 403 -> FORBIDDEN;
                case 404, 405 -> NOT_SERVED;
                case 410 -> GONE;
                case 429 -> THROTTLED;
                default -> SERVER;
            };
        }
    }
}
