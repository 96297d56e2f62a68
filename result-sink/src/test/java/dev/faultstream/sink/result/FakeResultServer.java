package dev.faultstream.sink.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As much of an API server as Results need: lists by label in pages, server-side apply, the status subresource, deletes;
 * refuses a Result that its schema does not allow; and the faults that are asked for.
 */
final class FakeResultServer implements AutoCloseable {
    private static final Pattern PATH =
            Pattern.compile("/apis/core\\.k8sgpt\\.ai/v1alpha1/namespaces/([^/]+)/results(?:/([^/]+))?(/status)?");
    private static final List<String> REQUIRED =
            List.of("backend", "kind", "name", "error", "details", "parentObject", "autoRemediationStatus");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private int pageSize = 500;

    FakeResultServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build();
    }

    /** Answers requests that match with this status until it is lifted, or so many times. */
    synchronized Fault fail(
            Predicate<String> request, int status, String body, Map<String, String> headers, int times) {
        Fault fault = new Fault(request, status, body, headers, new int[] {times});
        faults.add(fault);
        return fault;
    }

    synchronized void lift(Fault fault) {
        faults.remove(fault);
    }

    synchronized void setPageSize(int size) {
        pageSize = size;
    }

    synchronized Map<String, ObjectNode> results() {
        Map<String, ObjectNode> copy = new TreeMap<>();
        objects.forEach((name, object) -> copy.put(name, object.deepCopy()));
        return copy;
    }

    synchronized void put(String name, ObjectNode object) {
        objects.put(name, object);
    }

    synchronized void remove(String name) {
        objects.remove(name);
    }

    /** Method and path of all requests so far; forgets them. */
    synchronized List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static String status(int code, String reason, String message, String kind) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"" + message
                + "\",\"reason\":\"" + reason + "\",\"details\":{\"kind\":\"" + kind + "\"},\"code\":" + code + "}";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer;
            try {
                answer = answer(exchange, body);
            } catch (RuntimeException e) {
                answer = new Answer(500, String.valueOf(e), Map.of());
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        String request =
                exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        requests.add(request);
        for (Fault fault : faults) {
            if (fault.request().test(request) && fault.left()[0] > 0) {
                fault.left()[0]--;
                return new Answer(fault.status(), fault.body(), fault.headers());
            }
        }
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            return new Answer(404, "404 page not found", Map.of());
        }
        String query = exchange.getRequestURI().getRawQuery();
        String name = path.group(2);
        return switch (exchange.getRequestMethod()) {
            case "GET" -> list(query == null ? "" : query);
            case "PATCH" -> apply(exchange, path, query == null ? "" : query, mapper.readTree(body));
            case "DELETE" -> delete(name);
            default -> new Answer(405, "", Map.of());
        };
    }

    private Answer list(String query) {
        Map<String, String> wanted = new TreeMap<>();
        for (String pair : parameter(query, "labelSelector").split(",", -1)) {
            wanted.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        String start = parameter(query, "continue");
        ObjectNode list = mapper.createObjectNode();
        list.put("apiVersion", "core.k8sgpt.ai/v1alpha1").put("kind", "ResultList");
        ArrayNode items = list.putArray("items");
        ObjectNode metadata = list.putObject("metadata");
        for (Map.Entry<String, ObjectNode> object : objects.entrySet()) {
            JsonNode labels = object.getValue().path("metadata").path("labels");
            boolean matches = wanted.entrySet().stream().allMatch(label -> label.getValue()
                    .equals(labels.path(label.getKey()).asText("")));
            if (matches && object.getKey().compareTo(start) >= 0) {
                if (items.size() == pageSize) {
                    metadata.put("continue", object.getKey());
                    break;
                }
                items.add(object.getValue());
            }
        }
        return new Answer(200, list.toString(), Map.of());
    }

    private Answer apply(HttpExchange exchange, Matcher path, String query, JsonNode body) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/apply-patch+yaml")) {
            return new Answer(415, "", Map.of());
        }
        if (parameter(query, "fieldManager").isEmpty() || !"true".equals(parameter(query, "force"))) {
            return new Answer(409, status(409, "Conflict", "conflicts with a hand", "results"), Map.of());
        }
        String name = path.group(2);
        ObjectNode object = objects.get(name);
        if (path.group(3) != null) {
            if (object == null) {
                return new Answer(404, status(404, "NotFound", "results not found", "results"), Map.of());
            }
            object.set("status", body.get("status"));
            return new Answer(200, object.toString(), Map.of());
        }
        if (REQUIRED.stream().anyMatch(field -> !body.path("spec").has(field))
                || !name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
            return new Answer(422, status(422, "Invalid", "is invalid", "results"), Map.of());
        }
        boolean created = object == null;
        ObjectNode applied = object == null ? mapper.createObjectNode() : object;
        applied.set("apiVersion", body.get("apiVersion"));
        applied.set("kind", body.get("kind"));
        applied.set("metadata", body.get("metadata"));
        applied.set("spec", body.get("spec"));
        objects.put(name, applied);
        return new Answer(created ? 201 : 200, applied.toString(), Map.of());
    }

    private Answer delete(@Nullable String name) {
        ObjectNode gone = name == null ? null : objects.remove(name);
        return gone == null
                ? new Answer(404, status(404, "NotFound", "results not found", "results"), Map.of())
                : new Answer(200, gone.toString(), Map.of());
    }

    private static String parameter(String query, String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + '=')) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        return "";
    }

    private record Answer(int status, String body, Map<String, String> headers) {}

    @SuppressWarnings("ArrayRecordComponent") // a counter
    record Fault(Predicate<String> request, int status, String body, Map<String, String> headers, int[] left) {}
}
