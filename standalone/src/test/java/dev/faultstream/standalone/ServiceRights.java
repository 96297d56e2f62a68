package dev.faultstream.standalone;

import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.explainer.ExplainerDefinition;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.sink.SinkDefinition;
import dev.faultstream.standalone.kafka.TopicsCommand;
import dev.faultstream.watcher.WatcherDefinition;
import java.util.List;
import java.util.Map;

/** The rights of each part that can have a user of its own, as {@code docs/kafka-security.md} names the parts. */
public final class ServiceRights {
    public static final List<String> NAMES =
            List.of("topics", "watcher", "analyzer", "explainer", "sink (join)", "sink (Results)", "sink (alerts)");

    private ServiceRights() {}

    /** The rights of a part with default settings. */
    public static List<KafkaRight> of(String name) {
        return of(name, Map.of());
    }

    /** The rights of a part. */
    public static List<KafkaRight> of(String name, Map<String, String> settings) {
        return switch (name) {
            case "topics" -> TopicsCommand.rights(new TopicNames(settings.getOrDefault("topics.prefix", "")));
            case "watcher" -> of(new WatcherDefinition(), settings, Map.of("watcher.recording.paths", "any"));
            case "analyzer" -> of(new AnalyzerDefinition(), settings, Map.of());
            case "explainer" -> of(new ExplainerDefinition(), settings, Map.of());
            case "sink (join)" -> of(new SinkDefinition(), settings, Map.of());
            case "sink (Results)" ->
                of(
                        new SinkDefinition(),
                        settings,
                        Map.of("sink.join.enabled", "false", "sink.results.enabled", "true"));
            case "sink (alerts)" ->
                of(
                        new SinkDefinition(),
                        settings,
                        Map.of("sink.join.enabled", "false", "outputs.on-call.type", "slack"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<KafkaRight> of(
            ServiceDefinition definition, Map<String, String> settings, Map<String, String> own) {
        return definition.rights(new ServiceSettings(Map.of(), settings)
                .with(own)
                .with("kafka.bootstrap-servers", "localhost:9092")
                .read(definition.configuration()));
    }
}
