package dev.faultstream.sink.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A receiver that remembers what it was sent and fails as it is told to. */
public final class FakeReceiver implements AutoCloseable {
    private final List<Request> requests = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final String scheme;

    public FakeReceiver() {
        this(null, 0);
    }

    public FakeReceiver(int port) {
        this(null, port);
    }

    /** One that only speaks TLS, and only with those whom the context trusts. */
    public FakeReceiver(SSLContext tls) {
        this(tls, 0);
    }

    private FakeReceiver(@Nullable SSLContext tls, int port) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            if (tls == null) {
                server = HttpServer.create(address, 0);
                scheme = "http";
            } else {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setNeedClientAuth(true);
                        parameters.setSSLParameters(ssl);
                    }
                });
                server = https;
                scheme = "https";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Does this instead of taking a request that matches, so many times. */
    public synchronized void fail(Predicate<Request> request, Answer answer, int times) {
        faults.add(new Fault(request, answer, new AtomicInteger(times)));
    }

    public void fail(Answer answer, int times) {
        fail(request -> true, answer, times);
    }

    public synchronized void heal() {
        faults.clear();
    }

    /** What was taken. */
    public synchronized List<Request> taken() {
        return requests.stream().filter(Request::taken).toList();
    }

    /** What was sent, taken or not. */
    public synchronized List<Request> all() {
        return List.copyOf(requests);
    }

    public <T> List<T> taken(Function<Request, T> part) {
        return taken().stream().map(part).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Request request = new Request(exchange.getRequestURI().getPath(), headers, body, true);
        Answer answer = answer(request);
        switch (answer.kind()) {
            case STATUS -> {
                answer.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                exchange.sendResponseHeaders(answer.status(), -1);
                exchange.close();
            }
            case RESET -> exchange.close();
            case HANG -> {
                try {
                    boolean unused = closed.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
        }
    }

    private synchronized Answer answer(Request request) {
        for (Fault fault : faults) {
            if (fault.left().get() > 0 && fault.request().test(request)) {
                fault.left().decrementAndGet();
                requests.add(new Request(request.path(), request.headers(), request.body(), false));
                return fault.answer();
            }
        }
        requests.add(request);
        return Answer.status(202);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** A request, as it was sent. */
    public record Request(String path, Map<String, String> headers, String body, boolean taken) {}

    /** What a receiver does. */
    public record Answer(Kind kind, int status, Map<String, String> headers) {
        public static Answer status(int status) {
            return new Answer(Kind.STATUS, status, Map.of());
        }

        public static Answer retryAfter(int status, String when) {
            return new Answer(Kind.STATUS, status, Map.of("Retry-After", when));
        }

        public static Answer reset() {
            return new Answer(Kind.RESET, 0, Map.of());
        }

        public static Answer hang() {
            return new Answer(Kind.HANG, 0, Map.of());
        }

        enum Kind {
            STATUS,
            RESET,
            HANG
        }
    }

    private record Fault(Predicate<Request> request, Answer answer, AtomicInteger left) {}
}
