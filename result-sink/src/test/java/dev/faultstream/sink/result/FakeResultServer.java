package dev.faultstream.sink.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As much of an API server as Results need: lists by label in pages, watches, server-side apply, the status
 * subresource, deletes; refuses a Result that its definition does not allow; and the faults that are asked for.
 */
final class FakeResultServer implements AutoCloseable {
    /** The namespace of the samples' settings. */
    static final String NAMESPACE = "faults";

    private static final Pattern PATH =
            Pattern.compile("/apis/core\\.k8sgpt\\.ai/v1alpha1(?:/namespaces/([^/]+))?/results(?:/([^/]+))?(/status)?");

    private final ObjectMapper mapper = new ObjectMapper();
    private final FakeResults results = new FakeResults();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private int pageSize = 500;
    private volatile boolean endWatches;

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

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withOnlyHttpWatches(true)
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

    /** Ends the watches there are, or none any more. */
    void endWatches(boolean end) {
        endWatches = end;
    }

    int watching() {
        return results.watching();
    }

    /** The Results of the samples' namespace by name. */
    Map<String, ObjectNode> results() {
        Map<String, ObjectNode> byName = new TreeMap<>();
        results.all().forEach((place, object) -> {
            if (place.namespace().equals(NAMESPACE)) {
                byName.put(place.name(), object);
            }
        });
        return byName;
    }

    Map<ResultPlace, ObjectNode> everywhere() {
        return results.all();
    }

    void put(String name, ObjectNode object) {
        results.put(new ResultPlace(NAMESPACE, name), object);
    }

    void remove(String name) {
        results.remove(new ResultPlace(NAMESPACE, name));
    }

    /** Method and path of all requests so far; forgets them. */
    synchronized List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public void close() {
        endWatches = true;
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
                answer = new Answer(500, String.valueOf(e), Map.of(), null);
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (answer.lines() != null) {
                stream(exchange, answer.lines());
                return;
            }
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void stream(HttpExchange exchange, BlockingQueue<String> lines) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            while (!endWatches) {
                String line = lines.poll(20, TimeUnit.MILLISECONDS);
                if (line != null) {
                    out.write((line + '\n').getBytes(UTF_8));
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            results.unwatch(lines);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery() == null
                ? ""
                : exchange.getRequestURI().getRawQuery();
        boolean watch = parameter(query, "watch").equals("true");
        String request = (watch ? "WATCH" : exchange.getRequestMethod()) + ' ' + path;
        requests.add(request);
        for (Fault fault : faults) {
            if (fault.request().test(request) && fault.left()[0] > 0) {
                fault.left()[0]--;
                return new Answer(fault.status(), fault.body(), fault.headers(), null);
            }
        }
        Matcher match = PATH.matcher(path);
        if (!match.matches()) {
            return new Answer(404, "404 page not found", Map.of(), null);
        }
        String namespace = match.group(1);
        ResultPlace place = new ResultPlace(String.valueOf(namespace), String.valueOf(match.group(2)));
        return switch (exchange.getRequestMethod()) {
            case "GET" -> {
                if (watch) {
                    long from = Long.parseLong(parameter(query, "resourceVersion"));
                    yield new Answer(
                            200, "", Map.of(), results.watch(namespace, parameter(query, "labelSelector"), from));
                }
                yield ok(results.list(
                        namespace, parameter(query, "labelSelector"), parameter(query, "continue"), pageSize));
            }
            case "PATCH" -> apply(exchange, place, match.group(3) != null, query, mapper.readTree(body));
            case "DELETE" -> delete(place);
            default -> new Answer(405, "", Map.of(), null);
        };
    }

    private Answer apply(HttpExchange exchange, ResultPlace place, boolean status, String query, JsonNode body) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/apply-patch+yaml")) {
            return new Answer(415, "", Map.of(), null);
        }
        if (parameter(query, "fieldManager").isEmpty() || !"true".equals(parameter(query, "force"))) {
            return new Answer(409, status(409, "Conflict", "conflicts with a hand", "results"), Map.of(), null);
        }
        ObjectNode object = results.get(place);
        if (status) {
            if (object == null) {
                return new Answer(404, status(404, "NotFound", "results not found", "results"), Map.of(), null);
            }
            object.set("status", body.get("status"));
            return ok(results.put(place, object));
        }
        boolean created = object == null;
        ObjectNode applied = object == null ? mapper.createObjectNode() : object;
        applied.set("apiVersion", body.get("apiVersion"));
        applied.set("kind", body.get("kind"));
        applied.set("metadata", body.get("metadata"));
        applied.set("spec", body.get("spec"));
        List<String> violations = new ArrayList<>(results.violations(applied));
        if (!place.name().matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")) {
            violations.add("metadata.name");
        }
        if (!violations.isEmpty()) {
            return new Answer(422, status(422, "Invalid", "is invalid", "results"), Map.of(), null);
        }
        return new Answer(created ? 201 : 200, results.put(place, applied).toString(), Map.of(), null);
    }

    private Answer delete(ResultPlace place) {
        ObjectNode gone = results.remove(place);
        return gone == null
                ? new Answer(404, status(404, "NotFound", "results not found", "results"), Map.of(), null)
                : ok(gone);
    }

    private static Answer ok(ObjectNode body) {
        return new Answer(200, body.toString(), Map.of(), null);
    }

    private static String parameter(String query, String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + '=')) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        return "";
    }

    private record Answer(
            int status,
            String body,
            Map<String, String> headers,
            @Nullable BlockingQueue<String> lines) {}

    @SuppressWarnings("ArrayRecordComponent") // a counter
    record Fault(Predicate<String> request, int status, String body, Map<String, String> headers, int[] left) {}
}
