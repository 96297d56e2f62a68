package dev.faultstream.watcher.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpHeaders;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Raw requests to one API server: bodies stay bytes. Credentials, and their renewal, are the client's. Thread-safe; the
 * client is closed by whoever made it.
 */
public final class ApiServer {
    private final HttpClient client;
    private final String base;
    private final Duration timeout;
    private final Clock clock;

    /**
     * An API server.
     *
     * @param client reaches it; should not retry by itself
     * @param timeout how long an answer may take
     * @param clock reads dates in {@code Retry-After}
     */
    public ApiServer(KubernetesClient client, Duration timeout, Clock clock) {
        this.client = client.getHttpClient();
        String url = client.getMasterUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * The whole body at a path.
     *
     * @throws ApiFailure if there is no answer in time, or one that is no success
     */
    public byte[] get(String path) throws ApiFailure, InterruptedException {
        HttpRequest request =
                request(path).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).build();
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(request, byte[].class);
        return successful(await(response)).body();
    }

    /**
     * Opens an endless body at a path. Whoever called closes it.
     *
     * @throws ApiFailure if there is no answer in time, or one that is no success
     */
    public LineStream stream(String path) throws ApiFailure, InterruptedException {
        LineStream lines = new LineStream();
        HttpRequest request = request(path).forStreaming().build();
        CompletableFuture<HttpResponse<AsyncBody>> response = client.consumeBytes(request, lines::offer);
        boolean opened = false;
        try {
            HttpResponse<AsyncBody> answer = await(response);
            lines.start(answer.body());
            successful(answer);
            opened = true;
            return lines;
        } finally {
            if (!opened) {
                lines.close();
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return client.newHttpRequestBuilder().uri(URI.create(base + path)).header("Accept", "application/json");
    }

    private <T> T await(CompletableFuture<T> response) throws ApiFailure, InterruptedException {
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new ApiFailure(ApiFailure.Cause.NETWORK, "no answer in time", null, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ApiFailure(ApiFailure.Cause.NETWORK, cause.getClass().getSimpleName(), null, cause);
        } catch (InterruptedException e) {
            response.cancel(true);
            throw e;
        }
    }

    private <T> HttpResponse<T> successful(HttpResponse<T> response) throws ApiFailure {
        if (!response.isSuccessful()) {
            throw ApiFailure.ofStatus(response.code(), retryAfter(response));
        }
        return response;
    }

    private @Nullable Duration retryAfter(HttpHeaders headers) {
        @Nullable String value = headers.header("Retry-After");
        if (value == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Long.parseLong(value.trim()));
        } catch (NumberFormatException notSeconds) {
            try {
                ZonedDateTime date = ZonedDateTime.parse(value.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
                return Duration.between(clock.instant(), date.toInstant());
            } catch (DateTimeException neither) {
                return null;
            }
        }
    }
}
