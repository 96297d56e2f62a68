package dev.faultstream.testing.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whom an Alertmanager tells: a webhook that remembers. Thread-safe; closed by whoever made it. */
public final class People implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> notifications = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public People() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            notifications.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** The webhook. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** What they were told, in order. */
    public List<JsonNode> notifications() {
        return List.copyOf(notifications);
    }

    /**
     * The alerts of all notifications that they were told as firing or as resolved, in order.
     *
     * @param status {@code firing} or {@code resolved}
     */
    public List<JsonNode> told(String status) {
        List<JsonNode> alerts = new ArrayList<>();
        notifications.forEach(notification -> notification.get("alerts").forEach(alerts::add));
        alerts.removeIf(alert -> !status.equals(alert.get("status").asText()));
        return alerts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
