package dev.faultstream.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faultstream.schemas.serde.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /livez}, {@code /readyz} (200, or 503 with the reasons) and {@code /metrics} (Prometheus). Started and
 * closed once, by whoever made it; thread-safe.
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HealthServer.class);
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final String host;
    private final int port;
    private final HealthChecks checks;
    private final PrometheusMeterRegistry registry;
    private @Nullable Javalin server;

    /**
     * A server that is not started.
     *
     * @param port 0 for a free one, {@link HttpKeys#OFF} to serve nothing
     */
    public HealthServer(String host, int port, HealthChecks checks, PrometheusMeterRegistry registry) {
        this.host = host;
        this.port = port;
        this.checks = checks;
        this.registry = registry;
    }

    /**
     * Begins to serve.
     *
     * @throws IllegalStateException if the port cannot be had
     */
    public synchronized void start() {
        if (port == HttpKeys.OFF || server != null) {
            return;
        }
        Javalin created = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.routes.get("/livez", context -> answer(context, "alive", checks.live()));
            config.routes.get("/readyz", context -> answer(context, "ready", checks.ready()));
            config.routes.get(
                    "/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(registry.scrape()));
        });
        try {
            server = created.start(host, port);
        } catch (RuntimeException e) {
            created.stop();
            throw new IllegalStateException("cannot serve health and metrics on " + host + ":" + port, e);
        }
        LOGGER.atInfo()
                .addKeyValue("host", host)
                .addKeyValue("port", created.port())
                .log("health and metrics served");
    }

    /** The port on which it serves; empty when it does not. */
    public synchronized OptionalInt port() {
        return server == null ? OptionalInt.empty() : OptionalInt.of(server.port());
    }

    /** Stops to serve; returns within seconds. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    private static void answer(Context context, String word, HealthReport report) throws JsonProcessingException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(word, report.ok());
        body.put("reasons", report.reasons());
        context.status(report.status())
                .contentType("application/json")
                .result(Json.mapper().writeValueAsString(body));
    }
}
