package dev.faultstream.watcher.informer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultstream.schemas.serde.Json;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An API server over HTTP that lists, pages and watches, and fails as it is told. */
public final class FakeApiServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Resource> resources = new TreeMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private long version = 100;

    public FakeApiServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    KubernetesClient client() {
        Config config = Config.empty();
        config.setMasterUrl(url());
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    public synchronized void serve(String groupVersion, String kind, String plural) {
        resources.put(path(groupVersion, plural), new Resource(groupVersion, kind, plural));
    }

    public synchronized void stopServing(String groupVersion, String plural) {
        Resource gone = resources.remove(path(groupVersion, plural));
        if (gone != null) {
            gone.closeWatches();
        }
    }

    /** Adds or changes an object, given as JSON with single quotes and without a version. */
    public synchronized void put(String plural, String json) {
        Resource resource = byPlural(plural);
        ObjectNode object = parse(json);
        String name = object.at("/metadata/name").asText();
        boolean known = resource.objects.containsKey(name);
        ((ObjectNode) object.get("metadata")).put("resourceVersion", Long.toString(++version));
        resource.objects.put(name, object);
        resource.event(known ? "MODIFIED" : "ADDED", object);
    }

    public synchronized void delete(String plural, String name) {
        Resource resource = byPlural(plural);
        ObjectNode object = resource.objects.remove(name);
        ((ObjectNode) object.get("metadata")).put("resourceVersion", Long.toString(++version));
        resource.event("DELETED", object);
    }

    /** Removes an object without telling the watches. */
    synchronized void lose(String plural, String name) {
        byPlural(plural).objects.remove(name);
        version++;
    }

    /** What the next lists ({@code list}) or watches ({@code watch}) of a resource meet instead of an answer. */
    synchronized void failNext(String plural, String verb, Fault... next) {
        faults.computeIfAbsent(verb + " " + plural, any -> new ArrayDeque<>()).addAll(Arrays.asList(next));
    }

    synchronized void clearFaults() {
        faults.clear();
    }

    synchronized int faultsLeft() {
        return faults.values().stream().mapToInt(Deque::size).sum();
    }

    synchronized void closeWatches(String plural) {
        byPlural(plural).closeWatches();
    }

    /** Writes a line into all watches of a resource. */
    synchronized void writeToWatches(String plural, String line) {
        byPlural(plural).write(line);
    }

    synchronized int watches(String plural) {
        return byPlural(plural).watches.size();
    }

    /** All requests so far, {@code verb plural?query}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        @Nullable String query = exchange.getRequestURI().getQuery();
        String parameters = query == null ? "" : query;
        String plural = path.substring(path.lastIndexOf('/') + 1);
        String verb = parameters.contains("watch=true") ? "watch" : "list";
        requests.add(verb + " " + plural + "?" + parameters);
        @Nullable Fault fault = nextFault(verb + " " + plural);
        if (fault != null) {
            fault.apply(exchange);
        } else if ("watch".equals(verb)) {
            watch(exchange, path, parameters);
        } else {
            answer(exchange, path, parameters);
        }
    }

    private synchronized @Nullable Fault nextFault(String request) {
        Deque<Fault> queue = faults.get(request);
        if (queue == null || queue.isEmpty()) {
            return null;
        }
        return queue.peek().permanent() ? queue.peek() : queue.poll();
    }

    private void answer(HttpExchange exchange, String path, String parameters) throws IOException {
        @Nullable ObjectNode body;
        synchronized (this) {
            body = "/apis".equals(path)
                    ? groups()
                    : resources.containsKey(path) ? list(resources.get(path), parameters) : kinds(path);
        }
        if (body == null) {
            Fault.status(404).apply(exchange);
            return;
        }
        byte[] bytes = Json.mapper().writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private ObjectNode groups() {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode groups = body.putArray("groups");
        resources.values().stream()
                .map(resource -> resource.groupVersion)
                .filter(groupVersion -> groupVersion.contains("/"))
                .distinct()
                .forEach(groupVersion -> {
                    ObjectNode group = groups.addObject();
                    group.put("name", groupVersion.substring(0, groupVersion.indexOf('/')));
                    group.putArray("versions").addObject().put("groupVersion", groupVersion);
                    group.putObject("preferredVersion").put("groupVersion", groupVersion);
                });
        return body;
    }

    private @Nullable ObjectNode kinds(String path) {
        String groupVersion = path.replaceFirst("/apis?/", "");
        List<Resource> ofGroup = resources.values().stream()
                .filter(resource -> resource.groupVersion.equals(groupVersion))
                .toList();
        if (ofGroup.isEmpty() && !"v1".equals(groupVersion)) {
            return null;
        }
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode kinds = body.putArray("resources");
        for (Resource resource : ofGroup) {
            ObjectNode kind = kinds.addObject();
            kind.put("name", resource.plural);
            kind.put("kind", resource.kind);
            kind.putArray("verbs").add("get").add("list").add("watch");
            kinds.addObject().put("name", resource.plural + "/status").put("kind", resource.kind);
        }
        return body;
    }

    private ObjectNode list(Resource resource, String parameters) {
        int limit = Integer.parseInt(parameter(parameters, "limit", "500"));
        int from = Integer.parseInt(parameter(parameters, "continue", "0"));
        List<ObjectNode> all = new ArrayList<>(resource.objects.values());
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("kind", resource.kind + "List");
        body.put("apiVersion", resource.groupVersion);
        ObjectNode metadata = body.putObject("metadata");
        metadata.put("resourceVersion", Long.toString(version));
        if (from + limit < all.size()) {
            metadata.put("continue", Integer.toString(from + limit));
        }
        ArrayNode items = body.putArray("items");
        all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size()))
                .forEach(object -> {
                    ObjectNode item = object.deepCopy();
                    item.remove(List.of("apiVersion", "kind"));
                    items.add(item);
                });
        return body;
    }

    private void watch(HttpExchange exchange, String path, String parameters) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        synchronized (this) {
            Resource resource = resources.get(path);
            if (resource == null) {
                exchange.close();
                return;
            }
            long since = Long.parseLong(parameter(parameters, "resourceVersion", "0"));
            resource.watches.add(exchange);
            for (ObjectNode event : resource.history) {
                if (event.at("/object/metadata/resourceVersion").asLong() > since) {
                    Resource.writeTo(exchange, event.toString());
                }
            }
        }
    }

    private Resource byPlural(String plural) {
        return resources.values().stream()
                .filter(resource -> resource.plural.equals(plural))
                .findFirst()
                .orElseThrow();
    }

    private static String path(String groupVersion, String plural) {
        String scope = "leases".equals(plural) ? "/namespaces/kube-system/" : "/";
        return (groupVersion.contains("/") ? "/apis/" : "/api/") + groupVersion + scope + plural;
    }

    private static String parameter(String parameters, String name, String otherwise) {
        for (String parameter : parameters.split("&", -1)) {
            if (parameter.startsWith(name + "=")) {
                return parameter.substring(name.length() + 1);
            }
        }
        return otherwise;
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) Json.mapper().readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private static final class Resource {
        final String groupVersion;
        final String kind;
        final String plural;
        final Map<String, ObjectNode> objects = new TreeMap<>();
        final List<ObjectNode> history = new ArrayList<>();
        final List<HttpExchange> watches = new ArrayList<>();

        Resource(String groupVersion, String kind, String plural) {
            this.groupVersion = groupVersion;
            this.kind = kind;
            this.plural = plural;
        }

        void event(String type, ObjectNode object) {
            ObjectNode event = Json.mapper().createObjectNode();
            event.put("type", type);
            event.set("object", object.deepCopy());
            history.add(event);
            write(event.toString());
        }

        void write(String line) {
            watches.removeIf(watch -> !writeTo(watch, line));
        }

        void closeWatches() {
            watches.forEach(HttpExchange::close);
            watches.clear();
        }

        static boolean writeTo(HttpExchange exchange, String line) {
            try {
                exchange.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** What can go wrong with a request. */
    @FunctionalInterface
    interface Fault {
        void apply(HttpExchange exchange) throws IOException;

        /** Whether it stays until faults are cleared. */
        default boolean permanent() {
            return false;
        }

        static Fault status(int code) {
            return exchange -> {
                exchange.sendResponseHeaders(code, -1);
                exchange.close();
            };
        }

        static Fault throttled(int seconds) {
            return exchange -> {
                exchange.getResponseHeaders().add("Retry-After", Integer.toString(seconds));
                exchange.sendResponseHeaders(429, -1);
                exchange.close();
            };
        }

        static Fault reset() {
            return HttpExchange::close;
        }

        /** A body that ends before it should. */
        static Fault cutOff() {
            return exchange -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"items\":[{\"metad".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            };
        }

        /** No answer at all until the client gives up. */
        static Fault hang() {
            return exchange -> {};
        }

        static Fault garbage() {
            return exchange -> {
                byte[] bytes = "<html>no</html>\n".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            };
        }

        static Fault always(Fault fault) {
            return new Fault() {
                @Override
                public void apply(HttpExchange exchange) throws IOException {
                    fault.apply(exchange);
                }

                @Override
                public boolean permanent() {
                    return true;
                }
            };
        }
    }
}
