package dev.faultstream.sink;

import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.Meters;
import java.util.ArrayList;
import java.util.List;

/** The sink as a service: the join, and the outputs that are switched on. */
public final class SinkDefinition implements ServiceDefinition {
    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String description() {
        return "Joins failures with explanations and writes Result resources.";
    }

    @Override
    public ConfigTable configuration() {
        return KafkaKeys.STREAMS_TABLE
                .and(TopicKeys.TABLE)
                .and(JoinKeys.TABLE)
                .and(Latency.TABLE)
                .and(ResultKeys.TABLE);
    }

    @Override
    public Service create(Config config, ServiceContext context) {
        KafkaSettings kafka = KafkaSettings.from(config);
        Meters meters = new Meters(context.registry());
        List<SinkPart> parts = new ArrayList<>();
        if (config.get(JoinKeys.ENABLED)) {
            parts.add(new JoinPart(
                    TopicKeys.names(config),
                    JoinKeys.STREAMS.settings(config, kafka),
                    meters,
                    new Latency(meters, context.clock(), config.get(Latency.MEASURED)),
                    context.health()));
        }
        if (config.get(ResultKeys.ENABLED)) {
            parts.add(new ResultPart(ResultKeys.targets(config, kafka), meters, context.health()));
        }
        return new SinkService(kafka, TopicKeys.settings(config), context.clock(), parts);
    }
}
