package dev.faultstream.sink;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.join.FailureJoin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** The sink as a service: the join, and the outputs that are switched on. */
public final class SinkDefinition implements ServiceDefinition {
    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String description() {
        return "Joins failures with explanations, writes Result resources and tells receivers of alerts.";
    }

    @Override
    public ConfigTable configuration() {
        return KafkaKeys.STREAMS_TABLE
                .and(TopicKeys.TABLE)
                .and(JoinKeys.TABLE)
                .and(Latency.TABLE)
                .and(ResultKeys.TABLE)
                .and(OutputKeys.TABLE);
    }

    @Override
    public List<KafkaRight> rights(Config config) {
        TopicNames topics = TopicKeys.names(config);
        List<KafkaRight> rights = new ArrayList<>();
        if (config.get(JoinKeys.ENABLED)) {
            rights.add(KafkaRight.topic(topics.failures(), "what it joins", AclOperation.READ));
            rights.add(KafkaRight.topic(topics.explanations(), "what it joins it with", AclOperation.READ));
            rights.add(KafkaRight.topic(topics.failuresExplained(), "what it publishes", AclOperation.WRITE));
            rights.add(KafkaRight.topic(topics.deadLetters(), "records that it cannot process", AclOperation.WRITE));
            rights.addAll(JoinKeys.STREAMS.rights(config));
            rights.add(KafkaRight.topicsFrom(
                    JoinKeys.STREAMS.id(config) + '-' + FailureJoin.INNER_TOPICS,
                    "what one side of the join has told the other, which is deleted once it is read; without it these"
                            + " topics grow for ever",
                    AclOperation.DELETE));
        }
        if (config.get(ResultKeys.ENABLED)) {
            rights.add(
                    KafkaRight.topic(topics.failuresExplained(), "what Results are written from", AclOperation.READ));
            rights.add(KafkaRight.group(
                    topics.prefix() + config.get(ResultKeys.GROUP), "the group of those who write", AclOperation.READ));
        }
        if (!config.names(OutputKeys.FAMILY).isEmpty()) {
            rights.add(KafkaRight.topic(topics.failuresExplained(), "what receivers are told of", AclOperation.READ));
            rights.add(
                    KafkaRight.topic(topics.deadLetters(), "notices that no receiver has taken", AclOperation.WRITE));
            config.names(OutputKeys.FAMILY)
                    .forEach(name -> rights.add(
                            KafkaRight.group(OutputKeys.group(topics, name), "the output's group", AclOperation.READ)));
        }
        return rights;
    }

    /** The topics that are used, by the parts that are switched on. */
    private static Set<String> used(Config config) {
        TopicNames topics = TopicKeys.names(config);
        Set<String> used = new HashSet<>(Set.of(topics.failuresExplained()));
        if (config.get(JoinKeys.ENABLED)) {
            used.addAll(List.of(topics.failures(), topics.explanations(), topics.deadLetters()));
        }
        if (!config.names(OutputKeys.FAMILY).isEmpty()) {
            used.add(topics.deadLetters());
        }
        return used;
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
                    context));
        }
        if (config.get(ResultKeys.ENABLED)) {
            parts.add(new ResultPart(ResultKeys.targets(config, kafka), meters, context));
        }
        if (!config.names(OutputKeys.FAMILY).isEmpty()) {
            parts.add(new AlertPart(config, kafka, meters, context, new Random()));
        }
        return new SinkService(
                kafka,
                setup -> setup.ensure(TopicKeys.settings(config), used(config), config.get(TopicKeys.CREATE)),
                context.clock(),
                parts);
    }
}
