package dev.faultstream.explainer.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP as the explainer needs it: one deadline over the whole exchange, a bound on the body, {@code Retry-After} kept,
 * and an interrupt that ends the exchange (which ends the generation on the server). Thread-safe.
 */
final class ChatTransport implements HttpClient {
    private static final int BODY_LIMIT = 1 << 20;

    private final java.net.http.HttpClient client;
    private final Duration timeout;
    private final Clock clock;

    ChatTransport(Duration connectTimeout, Duration timeout, Clock clock) {
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(toJdk(request), info -> new BoundedBody(BODY_LIMIT));
        try {
            HttpResponse<String> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() / 100 != 2) {
                throw new HttpStatusException(
                        response.statusCode(),
                        RetryAfter.parse(
                                response.headers().firstValue("Retry-After").orElse(null), clock));
            }
            return SuccessfulHttpResponse.builder()
                    .statusCode(response.statusCode())
                    .headers(response.headers().map())
                    .body(response.body())
                    .build();
        } catch (TimeoutException e) {
            throw new ModelException(ModelProblem.TIMEOUT, "no complete reply in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(ModelProblem.CUT_OFF, "interrupted while waiting for a reply", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("the explainer does not stream");
    }

    private static java.net.http.HttpRequest toJdk(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.method(
                        request.method().name(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()))
                .build();
    }

    private static ModelException failed(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof HttpConnectTimeoutException
                    || at instanceof ConnectException
                    || at instanceof UnresolvedAddressException) {
                return new ModelException(ModelProblem.UNREACHABLE, "nothing answers at the model's address");
            }
            if (at instanceof BoundedBody.OversizedException) {
                return new ModelException(ModelProblem.BROKEN_REPLY, "the reply is too long");
            }
        }
        Throwable reason = cause instanceof IOException e ? new UncheckedIOException(e) : cause;
        return new ModelException(ModelProblem.CUT_OFF, "the connection broke", reason);
    }
}
