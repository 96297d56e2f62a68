package dev.faultstream.explainer.model;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A response other than 2xx, with the one header that tells when to come again. Its body is not kept. */
final class HttpStatusException extends HttpException {
    private final @Nullable Duration retryAfter;

    HttpStatusException(int status, @Nullable Duration retryAfter) {
        super(status, "HTTP status " + status);
        this.retryAfter = retryAfter;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
