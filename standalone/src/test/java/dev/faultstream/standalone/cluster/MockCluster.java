package dev.faultstream.standalone.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultstream.schemas.serde.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An API server that keeps what it is given: fabric8's, behind what that one lacks, which is to tell what it serves, to
 * stream watches over plain HTTP, and to forbid.
 */
final class MockCluster implements TestCluster {
    private static final String CONTEXT = "mock";
    private static final byte[] END = {};

    private final Path kubeconfig;
    private final KubernetesMockServer objects;
    private final KubernetesClient client;
    private final HttpServer front;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, String>> served = new TreeMap<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();
    private final Set<BlockingQueue<byte[]>> watches = ConcurrentHashMap.newKeySet();

    MockCluster(Path folder) throws IOException {
        objects = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        objects.init();
        client = objects.createClient();
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        front.setExecutor(threads);
        front.createContext("/", this::handle);
        front.start();
        kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: mock, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: nobody, user: {token: none}}]
                contexts: [{name: %s, context: {cluster: mock, user: nobody}}]
                """.formatted(front.getAddress().getPort(), CONTEXT));
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public String context() {
        return CONTEXT;
    }

    @Override
    public String namespace() {
        return "shop";
    }

    @Override
    public boolean isStill() {
        return true;
    }

    @Override
    public String toString() {
        return "a cluster in this process";
    }

    /** Serves a kind, for example {@code apps/v1 Deployment deployments}. */
    MockCluster serve(String apiVersion, String kind, String plural) {
        served.computeIfAbsent(apiVersion, any -> new TreeMap<>()).put(plural, kind);
        return this;
    }

    /** Refuses to list and watch a kind from now on. */
    void forbid(String plural) {
        forbidden.add(plural);
    }

    /** How often a kind was asked for in vain. */
    int refusals(String plural) {
        AtomicInteger count = refused.get(plural);
        return count == null ? 0 : count.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getPath();
        String plural = path.substring(path.lastIndexOf('/') + 1);
        boolean watch = uri.getQuery() != null && uri.getQuery().contains("watch=true");
        @Nullable ObjectNode discovery = discovery(path);
        if (discovery != null) {
            answer(exchange, 200, discovery.toString().getBytes(StandardCharsets.UTF_8));
        } else if (forbidden.contains(plural)) {
            refused.computeIfAbsent(plural, any -> new AtomicInteger()).incrementAndGet();
            answer(exchange, 403, "{\"kind\":\"Status\",\"code\":403}".getBytes(StandardCharsets.UTF_8));
        } else if (watch) {
            watch(exchange, path);
        } else {
            // Its lists have no pages.
            pass(exchange, path);
        }
    }

    private @Nullable ObjectNode discovery(String path) {
        ObjectNode body = Json.mapper().createObjectNode();
        if ("/apis".equals(path)) {
            ArrayNode groups = body.put("kind", "APIGroupList").putArray("groups");
            served.keySet().stream()
                    .filter(version -> version.indexOf('/') >= 0)
                    .forEach(version -> groups.addObject()
                            .put("name", version.substring(0, version.indexOf('/')))
                            .putArray("versions")
                            .addObject()
                            .put("groupVersion", version));
            return body;
        }
        String version = path.startsWith("/apis/")
                ? path.substring("/apis/".length())
                : path.startsWith("/api/") ? path.substring("/api/".length()) : "";
        if (!served.containsKey(version)) {
            return "/api/v1".equals(path) ? body : null;
        }
        ArrayNode resources = body.put("groupVersion", version).putArray("resources");
        served.get(version).forEach((plural, kind) -> resources
                .addObject()
                .put("name", plural)
                .put("kind", kind)
                .putArray("verbs")
                .add("list")
                .add("watch"));
        return body;
    }

    private void pass(HttpExchange exchange, String path) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create(objects.url(path))).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    /** A watch of the mock server is a web socket, and begins with all that there is. */
    private void watch(HttpExchange exchange, String path) throws IOException {
        BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
        watches.add(events);
        URI uri = URI.create(objects.url(path).replaceFirst("^http", "ws") + "?watch=true");
        WebSocket socket =
                http.newWebSocketBuilder().buildAsync(uri, new Events(events)).join();
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.flush();
            for (byte[] event = events.take(); event != END; event = events.take()) {
                body.write(event);
                body.write('\n');
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Whoever watched has gone.
        } finally {
            watches.remove(events);
            socket.abort();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        watches.forEach(events -> events.add(END));
        front.stop(0);
        threads.shutdownNow();
        try {
            boolean unused = threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        objects.destroy();
    }

    private static final class Events implements WebSocket.Listener {
        private final BlockingQueue<byte[]> events;
        private final StringBuilder text = new StringBuilder();

        Events(BlockingQueue<byte[]> events) {
            this.events = events;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                events.add(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            events.add(END);
            return null;
        }
    }
}
