package dev.faultstream.sink.alert.http;

import dev.faultstream.sink.alert.DeliveryException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Posts to one receiver. Follows no redirects, since credentials would go with them, and reads no answer beyond its
 * status. Thread-safe; closed by whoever made it.
 */
public final class HttpPoster implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private final HttpClient client;
    private final ExecutorService executor;
    private final Credentials credentials;
    private final Duration timeout;
    private final Answers answers;

    /**
     * A poster that connects to nothing before it posts.
     *
     * @param name names its threads
     * @param timeout how long a request may take from its start to the end of its answer
     * @throws TlsFileException if a file of the TLS settings cannot be used
     */
    public HttpPoster(String name, Credentials credentials, TlsFiles tls, Duration timeout, Clock clock) {
        this.credentials = credentials;
        this.timeout = timeout;
        this.answers = new Answers(clock);
        SSLContext context = tls.context();
        executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "output-" + name + "-http");
            thread.setDaemon(true);
            return thread;
        });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT.compareTo(timeout) < 0 ? CONNECT_TIMEOUT : timeout)
                .executor(executor);
        client = (context == null ? builder : builder.sslContext(context)).build();
    }

    /**
     * Posts, and returns when the receiver has answered with any 2xx.
     *
     * @throws DeliveryException if it has not
     */
    public void post(URI url, Map<String, String> headers, byte[] body) throws DeliveryException, InterruptedException {
        await(send(url, headers, body));
    }

    /** Begins to post; the answer is taken by {@link #await}. */
    public Posted send(URI url, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("User-Agent", "faultstream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        credentials.header().ifPresent(value -> request.header("Authorization", value));
        headers.forEach(request::header);
        return new Posted(client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()));
    }

    /**
     * Waits for an answer.
     *
     * @throws DeliveryException if it is not a 2xx, or there is none in time
     */
    public void await(Posted posted) throws DeliveryException, InterruptedException {
        try {
            // The request's own timeout ends with the headers of the answer.
            answers.check(posted.answer().get(timeout.plusMillis(500).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            posted.answer().cancel(true);
            throw DeliveryException.unavailable("did not answer in time", Duration.ZERO, true, e);
        } catch (ExecutionException e) {
            throw Answers.none(e.getCause());
        } catch (InterruptedException e) {
            posted.answer().cancel(true);
            throw e;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** A request under way. */
    public record Posted(CompletableFuture<HttpResponse<Void>> answer) {}
}
