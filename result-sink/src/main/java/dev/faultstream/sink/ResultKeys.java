package dev.faultstream.sink;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.sink.result.ResultSettings;
import dev.faultstream.sink.work.Backoff;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of the writer of Results. */
public final class ResultKeys {
    public static final ConfigKey<Boolean> ENABLED = ConfigKey.of(
                    "sink.results.enabled",
                    ValueTypes.bool(),
                    "Whether this instance keeps a `Result` resource for each open failure.")
            .withDefault("false");

    public static final ConfigKey<String> NAMESPACE = ConfigKey.of(
                    "sink.results.namespace", ValueTypes.string(), "The namespace in which Results are kept.")
            .withDefault("faultstream")
            .check("must be the name of a namespace", text -> text.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));

    public static final ConfigKey<String> NAME = ConfigKey.of(
                    "sink.results.name",
                    ValueTypes.string(),
                    "Marks the Results of this sink, in the label `k8sgpts.k8sgpt.ai/name`; sinks that share a namespace and"
                            + " write different failures need different names.")
            .withDefault("faultstream")
            .check("must be a label value", ResultKeys::isLabelValue);

    public static final ConfigKey<String> BACKEND = ConfigKey.of(
                    "sink.results.backend", ValueTypes.string(), "What Results name as their backend.")
            .withDefault("localai")
            .check("must be a label value", ResultKeys::isLabelValue);

    public static final ConfigKey<String> GROUP = ConfigKey.of(
                    "sink.results.group",
                    ValueTypes.string(),
                    "The consumer group; the prefix of the topics is put before it.")
            .withDefault("faultstream-results");

    public static final ConfigKey<List<String>> CLUSTERS = ConfigKey.of(
                    "sink.results.clusters",
                    ValueTypes.listOf(ValueTypes.string()),
                    "The clusters whose failures get a Result; all when empty.")
            .withDefault("");

    public static final ConfigKey<Severity> MIN_SEVERITY = ConfigKey.of(
                    "sink.results.min-severity",
                    ValueTypes.enumOf(Severity.class),
                    "The least severity that gets a Result.")
            .withDefault("warning");

    public static final ConfigKey<Path> KUBECONFIG = ConfigKey.of(
            "sink.results.kubeconfig",
            ValueTypes.path(),
            "The kubeconfig of the cluster in which Results are kept; without it, the one that kubectl would use, or the"
                    + " pod's service account.");

    public static final ConfigKey<String> CONTEXT = ConfigKey.of(
            "sink.results.context", ValueTypes.string(), "The context of the kubeconfig; without it, its current one.");

    public static final ConfigKey<Integer> WORKERS = ConfigKey.of(
                    "sink.results.workers", ValueTypes.integer(), "How many requests to the API server run at a time.")
            .withDefault("4")
            .check("must be between 1 and 64", count -> count >= 1 && count <= 64);

    public static final ConfigKey<Integer> MAX_PENDING = ConfigKey.of(
                    "sink.results.max-pending",
                    ValueTypes.integer(),
                    "How many Results may wait to be written before no more records are read.")
            .withDefault("10000")
            .check("must be positive", count -> count > 0);

    public static final ConfigKey<Duration> RECONCILE_INTERVAL = ConfigKey.of(
                    "sink.results.reconcile-interval",
                    ValueTypes.duration(),
                    "How often all Results are compared with what they are to be.")
            .withDefault("2m")
            .check("must be at least 1s", interval -> interval.compareTo(Duration.ofSeconds(1)) >= 0);

    /** All settings of the writer of Results, without those of Kafka and the topics. */
    public static final ConfigTable TABLE = ConfigTable.of(
            ENABLED,
            NAMESPACE,
            NAME,
            BACKEND,
            GROUP,
            CLUSTERS,
            MIN_SEVERITY,
            KUBECONFIG,
            CONTEXT,
            WORKERS,
            MAX_PENDING,
            RECONCILE_INTERVAL);

    private ResultKeys() {}

    static ResultSettings settings(dev.faultstream.service.config.Config config, KafkaSettings kafka) {
        TopicNames topics = TopicKeys.names(config);
        return new ResultSettings(
                topics.failuresExplained(),
                topics.prefix() + config.get(GROUP),
                config.get(NAMESPACE),
                config.get(NAME),
                config.get(BACKEND),
                config.find(CLUSTERS).<Set<String>>map(Set::copyOf).orElse(Set.of()),
                config.get(MIN_SEVERITY),
                config.get(WORKERS),
                config.get(MAX_PENDING),
                config.get(RECONCILE_INTERVAL),
                Backoff.standard(),
                kafka.forConsumer("faultstream-results"));
    }

    static Config cluster(dev.faultstream.service.config.Config config) {
        String context = config.find(CONTEXT).orElse(null);
        return config.find(KUBECONFIG).map(file -> read(file, context)).orElseGet(() -> Config.autoConfigure(context));
    }

    private static Config read(Path file, @Nullable String context) {
        if (!Files.isReadable(file)) {
            throw ConfigException.of(KUBECONFIG, "names a file that cannot be read: \"" + file + "\"");
        }
        return Config.fromKubeconfig(context, file.toFile());
    }

    private static boolean isLabelValue(String text) {
        return text.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    }
}
