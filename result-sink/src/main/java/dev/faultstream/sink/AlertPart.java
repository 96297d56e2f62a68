package dev.faultstream.sink;

import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.Violation;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.alert.AlertOutput;
import dev.faultstream.sink.alert.DeadLetters;
import dev.faultstream.sink.alert.Delivery;
import dev.faultstream.sink.alert.OutputSettings;
import dev.faultstream.sink.alert.OutputTraces;
import dev.faultstream.sink.alert.alertmanager.AlertmanagerDelivery;
import dev.faultstream.sink.alert.alertmanager.CauseReader;
import dev.faultstream.streams.TopicSetup;
import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All alert outputs as a part of the service: with their health and their meters. */
final class AlertPart implements SinkPart {
    private final Meters meters;
    private final HealthChecks health;
    private final Tracing tracing;
    private final DeadLetters deadLetters;
    private final List<AlertOutput> outputs = new ArrayList<>();
    private final List<Gauge> gauges = new ArrayList<>();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private @Nullable CauseReader causes;

    /**
     * The outputs that the operator wants; connects to nothing.
     *
     * @throws ConfigException with what is wrong with any of them
     */
    AlertPart(Config config, KafkaSettings kafka, Meters meters, ServiceContext context, RandomGenerator random) {
        this.meters = meters;
        this.health = context.health();
        this.tracing = context.tracing();
        deadLetters = new DeadLetters(kafka.forProducer("faultstream-outputs"));
        List<Violation> violations = new ArrayList<>();
        for (String name : config.names(OutputKeys.FAMILY)) {
            try {
                add(new OutputFactory(config, name), kafka, context.clock(), random);
            } catch (ConfigException e) {
                violations.addAll(e.violations());
            }
        }
        if (!violations.isEmpty()) {
            close();
            throw new ConfigException(violations);
        }
    }

    private void add(OutputFactory factory, KafkaSettings kafka, Clock clock, RandomGenerator random) {
        OutputSettings settings = factory.settings(kafka);
        Delivery delivery = factory.delivery(() -> causes(settings, kafka), clock, random);
        AlertOutput output = new AlertOutput(
                settings,
                delivery,
                deadLetters,
                new OutputMeters(meters, settings.name()),
                new OutputTraces(tracing, settings.name(), factory.type().word()),
                random);
        outputs.add(output);
        if (delivery instanceof AlertmanagerDelivery alerts && causes != null) {
            causes.onChange(() -> output.repeatNow(alerts.outdated()));
        }
        gauges.add(meters.gauge(SinkMeter.OUTPUTS_PENDING, output::pending, output.name()));
        gauges.add(meters.gauge(SinkMeter.OUTPUTS_OPEN, output::open, output.name()));
        gauges.add(meters.gauge(SinkMeter.OUTPUTS_LAG, output::lag, output.name()));
        gauges.add(meters.gauge(SinkMeter.OUTPUTS_OLDEST, () -> output.oldest().toMillis() / 1000.0, output.name()));
        health.register(
                healthName(output), () -> Health.goodIf(output.isReady(), "reads the topic up to its present end"));
    }

    private CauseReader causes(OutputSettings settings, KafkaSettings kafka) {
        if (causes == null) {
            causes = new CauseReader(settings.topic(), kafka.forConsumer("faultstream-output-causes"));
        }
        return causes;
    }

    @Override
    public CompletionStage<Void> start(TopicSetup topics) {
        if (causes != null) {
            causes.start();
            causes.failed().whenComplete(this::pass);
        }
        outputs.forEach(output -> {
            output.start();
            output.failed().whenComplete(this::pass);
        });
        return failed;
    }

    private void pass(@Nullable Void nothing, @Nullable Throwable error) {
        if (error != null) {
            failed.completeExceptionally(error);
        }
    }

    @Override
    public void close() {
        outputs.forEach(output -> {
            health.remove(healthName(output));
            output.stop();
        });
        outputs.forEach(AlertOutput::close);
        if (causes != null) {
            causes.close();
        }
        gauges.forEach(meters.registry()::remove);
        deadLetters.close();
    }

    private static String healthName(AlertOutput output) {
        return "output-" + output.name();
    }
}
