package dev.faultstream.service;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.http.HealthServer;
import dev.faultstream.service.http.HttpKeys;
import dev.faultstream.service.metrics.BuildInfo;
import dev.faultstream.service.metrics.ServiceRegistry;
import dev.faultstream.service.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a service in this process. */
final class ServiceProcess {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceProcess.class);

    private final ServiceDefinition definition;
    private final Config config;
    private final Clock clock;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ServiceProcess(ServiceDefinition definition, Config config, Clock clock) {
        this.definition = definition;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Runs the service to its end.
     *
     * @param hooked whether the end of the process ends the service
     * @return the exit code
     */
    int run(boolean hooked) throws Exception {
        HealthChecks health = new HealthChecks();
        try (Tracing tracing = Tracing.from(config, definition.name());
                ServiceRegistry registry = new ServiceRegistry(definition.name());
                HealthServer server = new HealthServer(
                        config.get(HttpKeys.HOST), config.get(HttpKeys.PORT), health, registry.registry())) {
            registry.observe(health);
            Service service =
                    definition.create(config, new ServiceContext(registry.registry(), health, clock, tracing));
            if (hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "shutdown"));
            }
            boolean inTime;
            try {
                server.start();
                service.start();
                LOGGER.atInfo()
                        .addKeyValue("service", definition.name())
                        .addKeyValue("version", BuildInfo.version())
                        .log("service started");
                CompletableFuture.anyOf(service.ended().toCompletableFuture(), stop)
                        .get();
            } finally {
                inTime = close(service);
            }
            LOGGER.atInfo().addKeyValue("service", definition.name()).log("service stopped");
            return inTime ? ServiceMain.OK : ServiceMain.FAILED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } finally {
            closed.countDown();
        }
    }

    /** Lets {@link #run} close the service. */
    void stop() {
        stop.complete(null);
    }

    private void stopAndWait() {
        stop();
        try {
            // The service's own bound, and a little for what is closed around it.
            Duration timeout = config.get(ServiceMain.SHUTDOWN_TIMEOUT).plusSeconds(5);
            if (!closed.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atWarn().addKeyValue("service", definition.name()).log("the process ends before its service");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the service in a thread of its own, so that one that hangs does not keep the process. */
    private boolean close(Service service) throws InterruptedException {
        Thread closing = new Thread(service::close, "close-" + definition.name());
        closing.setDaemon(true);
        closing.start();
        closing.join(config.get(ServiceMain.SHUTDOWN_TIMEOUT).toMillis());
        if (closing.isAlive()) {
            LOGGER.atError().addKeyValue("service", definition.name()).log("the service did not close in time");
            return false;
        }
        return true;
    }
}
