package dev.faultstream.analyzer.topology;

import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.service.metrics.Latency;

/** The analyzer as a service. */
public final class AnalyzerDefinition implements ServiceDefinition {
    @Override
    public String name() {
        return "analyzer";
    }

    @Override
    public String description() {
        return "Finds failures in the resource snapshots of clusters.";
    }

    @Override
    public ConfigTable configuration() {
        return KafkaKeys.STREAMS_TABLE
                .and(TopicKeys.TABLE)
                .and(AnalyzerKeys.TABLE)
                .and(Latency.TABLE);
    }

    @Override
    public Service create(Config config, ServiceContext context) {
        return new AnalyzerService(config, context);
    }
}
