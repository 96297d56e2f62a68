package dev.faultstream.explainer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A chat server that speaks LocalAI's dialect, and its faults when told to: what is queued is served first, in order,
 * then every call is answered well.
 */
public final class StubLocalAi implements AutoCloseable {
    public static final String MODEL = "qwen3-1.7b";
    public static final String GOOD_ANSWER = "{\"error\": \"The container needs more memory than its limit allows.\","
            + " \"solution\": [\"Look at it: `kubectl describe {ref} -n {namespace}`.\", \"Raise the memory limit.\"]}";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Reaction> queued = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile Reaction usual = answer(GOOD_ANSWER);

    private StubLocalAi(HttpServer server) {
        this.server = server;
    }

    public static StubLocalAi start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StubLocalAi stub = new StubLocalAi(server);
            server.createContext("/v1/chat/completions", stub::handle);
            server.setExecutor(stub.threads);
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** The next calls are served like this. */
    public StubLocalAi then(Reaction... reactions) {
        queued.addAll(List.of(reactions));
        return this;
    }

    /** All calls for which nothing is queued are served like this. */
    public void usually(Reaction reaction) {
        usual = reaction;
    }

    public List<JsonNode> requests() {
        return requests;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    /** Lets calls that hang go on. */
    public void release() {
        release.countDown();
    }

    /** A well-formed completion with this content. */
    public static Reaction answer(String content) {
        return completion(content, "stop");
    }

    /** A completion that the token limit ended. */
    public static Reaction cutByTokenLimit(String content) {
        return completion(content, "length");
    }

    /** HTTP 200 with a body that is no completion. */
    public static Reaction body(String body) {
        return (stub, exchange) -> send(exchange, 200, body);
    }

    /** LocalAI's words for a status. */
    public static Reaction status(int status) {
        return (stub, exchange) -> send(exchange, status, error(status));
    }

    public static Reaction unavailable(int retryAfterSeconds) {
        return (stub, exchange) -> {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(retryAfterSeconds));
            send(exchange, 503, "{\"error\":{\"type\":\"admission_rejected\",\"message\":\"full\"}}");
        };
    }

    /** A server that is told not to explain its errors. */
    public static Reaction opaque(int status) {
        return (stub, exchange) -> send(exchange, status, "");
    }

    /** Nothing comes until {@link #release()}, then the reaction. */
    public static Reaction slow(Reaction after) {
        return (stub, exchange) -> {
            awaitRelease(stub);
            after.serve(stub, exchange);
        };
    }

    /** The headers and half of the body come, then nothing more. */
    public static Reaction stalledBody() {
        return (stub, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"id\":\"x\",\"choices\":[".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            awaitRelease(stub);
            exchange.close();
        };
    }

    /** The connection breaks in the middle of the body. */
    public static Reaction cutOffBody() {
        return (stub, exchange) -> {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("{\"id\":\"x\",\"choi".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    private static Reaction completion(String content, String finishReason) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("id", "chatcmpl-1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", MODEL);
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", finishReason);
        choice.putObject("message").put("role", "assistant").put("content", content);
        body.putObject("usage")
                .put("prompt_tokens", 321)
                .put("completion_tokens", 45)
                .put("total_tokens", 366);
        return body(body.toString());
    }

    private static String error(int status) {
        String message = Map.of(
                        401, "An authentication key is required",
                        404, "model \\\"x\\\" not found. To see available models, call GET /v1/models",
                        400, "failed parsing request body: EOF",
                        500, "could not load model: rpc error",
                        503, "backend inference capacity reached")
                .getOrDefault(status, "failed");
        return "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"type\":\"\"}}";
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(MAPPER.readTree(exchange.getRequestBody()));
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Reaction next = queued.poll();
        (next == null ? usual : next).serve(this, exchange);
    }

    private static void awaitRelease(StubLocalAi stub) {
        try {
            stub.release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    /** How one call is served. */
    @FunctionalInterface
    public interface Reaction {
        void serve(StubLocalAi stub, HttpExchange exchange) throws IOException;
    }
}
