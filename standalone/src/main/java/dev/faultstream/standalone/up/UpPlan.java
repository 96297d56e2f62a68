package dev.faultstream.standalone.up;

import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.watcher.WatcherKeys;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to run.
 *
 * @param source what the watcher publishes
 * @param bootstrapServer a Kafka that is there; null to start one
 * @param port the port of the one that is started, 0 for any
 * @param partitions how many partitions topics get that are created
 * @param modelUrl where the model is; null for remedies only
 * @param model the model's name; null for remedies only
 * @param httpPort where health and metrics are served, -1 for nowhere
 * @param given settings of services, from the environment and the command line
 */
record UpPlan(
        Source source,
        @Nullable String bootstrapServer,
        int port,
        int partitions,
        @Nullable String modelUrl,
        @Nullable String model,
        int httpPort,
        ServiceSettings given) {
    private static final String APPLICATION_ID = "application-id";

    /** Whether a model explains. */
    boolean explains() {
        return model != null;
    }

    /** The settings of all services; what the person gave wins. */
    ServiceSettings settings(String bootstrapServers, Path state) {
        boolean alone = bootstrapServer == null;
        ServiceSettings own = new ServiceSettings(given.environment(), java.util.Map.of())
                .with("topics.partitions", partitions)
                .with("topics.replication-factor", alone ? 1 : null)
                .with("analyzer." + APPLICATION_ID, "faultstream-analyzer")
                .with("analyzer.state-dir", state.resolve("analyzer"))
                .with("sink.join." + APPLICATION_ID, "faultstream-sink")
                .with("sink.join.state-dir", state.resolve("sink"))
                .with("explainer.group", "faultstream-explainer")
                .with("model.url", modelUrl)
                .with("model.name", model)
                // On a Kafka of others, reading all that it holds first may take longer than anybody waits.
                .with(WatcherKeys.RECORDING_RESUME.name(), (alone && source.goesOn()) ? true : null)
                .with(source.settings().values());
        return own.with(given.values()).with("kafka.bootstrap-servers", bootstrapServers);
    }
}
