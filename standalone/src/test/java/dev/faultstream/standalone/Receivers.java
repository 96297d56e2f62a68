package dev.faultstream.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.testing.kubernetes.Kubeconfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Whom failures are told: a webhook, and an API server that keeps Results. */
public final class Receivers implements AutoCloseable {
    private static final String STATUS = "/status";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Map<String, List<String>>> told = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> results = new ConcurrentSkipListMap<>();
    private final AtomicInteger version = new AtomicInteger(1);

    public Receivers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hook", exchange -> {
            exchange.getRequestBody().readAllBytes();
            told.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/refusal", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(422, -1);
            exchange.close();
        });
        server.createContext("/apis/", this::serve);
        server.start();
    }

    public String hook() {
        return url() + "/hook";
    }

    /** A webhook that takes nothing, ever. */
    public String refusal() {
        return url() + "/refusal";
    }

    /** A file that names the API server. */
    public Path kubeconfig(Path folder) throws IOException {
        return Kubeconfig.write(folder, url());
    }

    /** The headers that the webhook was told with. */
    public List<Map<String, List<String>>> told() {
        return List.copyOf(told);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (query.contains("watch=true")) {
            watch(exchange);
            return;
        }
        JsonNode answer =
                switch (exchange.getRequestMethod()) {
                    case "PATCH" -> apply(path, (ObjectNode) Json.mapper().readTree(body));
                    case "DELETE" -> {
                        results.remove(path);
                        yield Json.mapper()
                                .createObjectNode()
                                .put("kind", "Status")
                                .put("status", "Success");
                    }
                    default -> list();
                };
        byte[] bytes = answer.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Tells nothing, for long. */
    private void watch(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        try {
            boolean unused = closed.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private synchronized JsonNode apply(String path, ObjectNode applied) {
        boolean status = path.endsWith(STATUS);
        String place = status ? path.substring(0, path.length() - STATUS.length()) : path;
        ObjectNode before = results.get(place);
        ObjectNode after = applied;
        if (status && before != null) {
            after = before.deepCopy();
            after.set("status", applied.get("status"));
        } else if (before != null && before.has("status")) {
            after.set("status", before.get("status"));
        }
        ((ObjectNode) after.get("metadata")).put("resourceVersion", Integer.toString(version.incrementAndGet()));
        results.put(place, after);
        return after;
    }

    private synchronized JsonNode list() {
        ObjectNode list = Json.mapper().createObjectNode();
        list.put("apiVersion", "core.k8sgpt.ai/v1alpha1").put("kind", "ResultList");
        list.putObject("metadata").put("resourceVersion", version.toString());
        list.putArray("items").addAll(results.values());
        return list;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
