package dev.faultstream.analyzer.topology;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.service.metrics.Latency;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

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
    public List<KafkaRight> rights(Config config) {
        TopicNames topics = TopicKeys.names(config);
        List<KafkaRight> rights = new ArrayList<>(List.of(
                KafkaRight.topic(topics.resourceSnapshots(), "what it analyses", AclOperation.READ),
                KafkaRight.topic(topics.failures(), "what it finds", AclOperation.WRITE),
                KafkaRight.topic(topics.deadLetters(), "records that it cannot process", AclOperation.WRITE)));
        rights.addAll(AnalyzerKeys.STREAMS.rights(config));
        return rights;
    }

    @Override
    public Service create(Config config, ServiceContext context) {
        return new AnalyzerService(config, context);
    }
}
