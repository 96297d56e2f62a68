package dev.faultstream.standalone.up;

import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.http.HealthServer;
import dev.faultstream.service.kafka.AccessProblem;
import dev.faultstream.service.metrics.ServiceRegistry;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.watcher.recording.RecordingException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs in this process: started one by one, closed in the opposite order. Used by one thread. */
final class Parts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Parts.class);

    private final Clock clock;
    private final HealthChecks health = new HealthChecks();
    private final ServiceRegistry registry = new ServiceRegistry("up");
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Tracing tracing = Tracing.off();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    Parts(Clock clock) {
        this.clock = clock;
        registry.observe(health);
    }

    /** Whether all that was started does its work. */
    boolean isReady() {
        return health.isReady();
    }

    /** Completes exceptionally when a part cannot go on. */
    CompletableFuture<Void> failed() {
        return failed;
    }

    /** Has what is made from now on followed; closed with the parts. */
    void trace(Tracing followed) {
        tracing = add(followed);
    }

    /** Takes something to close before what was added earlier. */
    <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /** Makes a service; connects to nothing. Closed by the caller, or started by {@link #start}. */
    Service create(ServiceDefinition definition, ServiceSettings settings) {
        return definition.create(
                settings.read(definition.configuration()),
                new ServiceContext(registry.registry(), health, clock, tracing));
    }

    /** Starts a service; gives what tells that it has ended. */
    CompletionStage<Void> start(ServiceDefinition definition, ServiceSettings settings) throws Exception {
        Service service = add(create(definition, settings));
        service.ended().whenComplete((nothing, problem) -> {
            if (problem != null) {
                fail(definition, settings, problem);
            }
        });
        service.start();
        return service.ended();
    }

    private void fail(ServiceDefinition definition, ServiceSettings settings, Throwable problem) {
        AccessProblem.describe(problem, definition.rights(settings.read(definition.configuration())))
                .ifPresentOrElse(
                        text -> failed.completeExceptionally(
                                new CommandFailedException(ExitCode.MET, definition.name() + ": " + text, problem)),
                        () -> fail(definition.name(), problem));
    }

    /** Serves health and metrics of all parts, if there is a port to do so. */
    void serve(int port) {
        HealthServer server = add(new HealthServer("127.0.0.1", port, health, registry.registry()));
        server.start();
    }

    /** A part cannot go on. */
    void fail(String part, Throwable problem) {
        @Nullable RecordingException input = inputProblem(problem);
        failed.completeExceptionally(
                input != null
                        ? new CommandFailedException(ExitCode.UNUSABLE_INPUT, String.valueOf(input.getMessage()), input)
                        : new CommandFailedException(
                                ExitCode.MET, part + " cannot go on: " + problem.getMessage(), problem));
    }

    private static @Nullable RecordingException inputProblem(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordingException input) {
                return input;
            }
        }
        return null;
    }

    @Override
    public void close() {
        for (AutoCloseable part : started) {
            try {
                part.close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                LOGGER.atWarn()
                        .setCause(e)
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .log("a part did not close");
            }
        }
        started.clear();
        registry.close();
    }
}
