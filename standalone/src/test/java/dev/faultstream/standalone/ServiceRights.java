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
        if (name.equals("topics")) {
            return TopicsCommand.rights(new TopicNames(settings.getOrDefault("topics.prefix", "")));
        }
        Part part = part(name);
        return part.definition()
                .rights(new ServiceSettings(Map.of(), settings)
                        .with(part.settings())
                        .with("kafka.bootstrap-servers", "localhost:9092")
                        .read(part.definition().configuration()));
    }

    /** What runs a part; all but {@code topics}, which is a command. */
    public static Part part(String name) {
        return switch (name) {
            case "watcher" -> new Part(new WatcherDefinition(), Map.of("watcher.recording.paths", "any"));
            case "analyzer" -> new Part(new AnalyzerDefinition(), Map.of());
            case "explainer" -> new Part(new ExplainerDefinition(), Map.of());
            case "sink (join)" -> new Part(new SinkDefinition(), Map.of());
            case "sink (Results)" ->
                new Part(new SinkDefinition(), Map.of("sink.join.enabled", "false", "sink.results.enabled", "true"));
            case "sink (alerts)" ->
                new Part(new SinkDefinition(), Map.of("sink.join.enabled", "false", "outputs.on-call.type", "slack"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /**
     * What runs a part.
     *
     * @param settings what makes the service this part
     */
    public record Part(ServiceDefinition definition, Map<String, String> settings) {}
}
