package dev.faultstream.sink.alert.http;

import dev.faultstream.sink.alert.DeliveryException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says what a receiver's answers mean for what was sent and for what is still to be sent. */
final class Answers {
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    /** The address or the credentials are wrong, or the receiver is no more: no other notice would fare better. */
    private static final Set<Integer> REFUSALS = Set.of(401, 402, 403, 404, 405, 407, 410);
    /** Timeout, too early, too many requests. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    void check(HttpResponse<?> answer) throws DeliveryException {
        int status = answer.statusCode();
        String message = "answered " + status;
        if (status >= 200 && status < 300) {
            return;
        }
        if (status < 400 || REFUSALS.contains(status)) {
            throw DeliveryException.refused(message);
        }
        if (status >= 500 || PASSING.contains(status)) {
            boolean perhapsTaken = status >= 500 && status != 503;
            throw DeliveryException.unavailable(
                    message,
                    retryAfter(answer.headers().firstValue("Retry-After").orElse("")),
                    perhapsTaken,
                    null);
        }
        throw DeliveryException.rejected(message);
    }

    /** There is no answer. */
    static DeliveryException none(@Nullable Throwable error) {
        if (error instanceof SSLHandshakeException) {
            return DeliveryException.refused("TLS handshake failed");
        }
        boolean unsent = error instanceof HttpConnectTimeoutException
                || error instanceof ConnectException
                || error instanceof UnresolvedAddressException;
        String message = unsent
                ? "cannot be connected to"
                : error instanceof HttpTimeoutException ? "did not answer in time" : "broke the connection";
        return DeliveryException.unavailable(message, Duration.ZERO, !unsent, error);
    }

    /** Seconds or an HTTP date; zero when it is absent, unreadable or past. */
    private Duration retryAfter(String header) {
        String text = header.strip();
        try {
            Duration wait;
            if (text.isEmpty()) {
                return Duration.ZERO;
            } else if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                wait = Duration.ofSeconds(Long.parseLong(text));
            } else {
                wait = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            }
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wait;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
