package dev.faultstream.sink;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.sink.result.Placement;
import dev.faultstream.sink.result.ResultSelection;
import dev.faultstream.sink.result.ResultSettings;
import dev.faultstream.sink.work.Backoff;
import io.fabric8.kubernetes.api.model.NamedContext;
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
                    "sink.results.namespace",
                    ValueTypes.string(),
                    "The namespace in which Results are kept, all of them or those of cluster-scoped resources.")
            .withDefault("faultstream")
            .check("must be the name of a namespace", text -> text.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));

    public static final ConfigKey<Placement> PLACEMENT = ConfigKey.of(
                    "sink.results.placement",
                    ValueTypes.enumOf(Placement.class),
                    "Whether all Results are in one namespace or each in that of the failing resource.")
            .withDefault("one-namespace");

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

    public static final ConfigKey<List<Severity>> SEVERITIES = ConfigKey.of(
                    "sink.results.severities",
                    ValueTypes.listOf(ValueTypes.enumOf(Severity.class)),
                    "The severities of the failures that get a Result.")
            .withDefault("critical,warning");

    public static final ConfigKey<Boolean> ROOT_CAUSES_ONLY = ConfigKey.of(
                    "sink.results.root-causes-only",
                    ValueTypes.bool(),
                    "Whether failures that another open failure explains get no Result.")
            .withDefault("false");

    public static final ConfigKey<List<String>> TARGETS = ConfigKey.of(
                    "sink.results.targets",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Clusters that keep their own Results, each as `id=context` (or `id`, by the current context); when"
                            + " empty, all Results are kept in one cluster.")
            .withDefault("")
            .check("must be ids of clusters, each once", ResultKeys::areTargets);

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
            PLACEMENT,
            NAME,
            BACKEND,
            GROUP,
            CLUSTERS,
            SEVERITIES,
            ROOT_CAUSES_ONLY,
            TARGETS,
            KUBECONFIG,
            CONTEXT,
            WORKERS,
            MAX_PENDING,
            RECONCILE_INTERVAL);

    private ResultKeys() {}

    /** The writers that are configured: one for each cluster that keeps Results. */
    static List<ResultTarget> targets(dev.faultstream.service.config.Config config, KafkaSettings kafka) {
        List<String> targets = config.get(TARGETS);
        Set<String> clusters = Set.copyOf(config.get(CLUSTERS));
        if (targets.isEmpty()) {
            String context = config.find(CONTEXT).orElse(null);
            return List.of(new ResultTarget("", settings(config, kafka, "", clusters), cluster(config, context)));
        }
        if (config.find(CONTEXT).isPresent() || !clusters.isEmpty()) {
            throw ConfigException.of(TARGETS, "must not stand beside " + CONTEXT.name() + " or " + CLUSTERS.name());
        }
        return targets.stream()
                .map(text -> {
                    int equals = text.indexOf('=');
                    String id = equals < 0 ? text : text.substring(0, equals);
                    String context = equals < 0 ? null : text.substring(equals + 1);
                    return new ResultTarget(
                            id, settings(config, kafka, '-' + id, Set.of(id)), cluster(config, context));
                })
                .toList();
    }

    private static ResultSettings settings(
            dev.faultstream.service.config.Config config,
            KafkaSettings kafka,
            String groupSuffix,
            Set<String> clusters) {
        TopicNames topics = TopicKeys.names(config);
        return new ResultSettings(
                topics.failuresExplained(),
                topics.prefix() + config.get(GROUP) + groupSuffix,
                config.get(NAMESPACE),
                config.get(PLACEMENT),
                config.get(NAME),
                config.get(BACKEND),
                new ResultSelection(clusters, Set.copyOf(config.get(SEVERITIES)), config.get(ROOT_CAUSES_ONLY)),
                config.get(WORKERS),
                config.get(MAX_PENDING),
                config.get(RECONCILE_INTERVAL),
                Backoff.standard(),
                kafka.forConsumer("faultstream-results" + groupSuffix));
    }

    private static Config cluster(dev.faultstream.service.config.Config config, @Nullable String context) {
        Config cluster =
                config.find(KUBECONFIG).map(file -> read(file, context)).orElseGet(() -> Config.autoConfigure(context));
        NamedContext found = cluster.getCurrentContext();
        if (context != null && (found == null || !context.equals(found.getName()))) {
            throw ConfigException.of(
                    config.get(TARGETS).isEmpty() ? CONTEXT : TARGETS,
                    "names a context that the kubeconfig does not have: \"" + context + "\"");
        }
        return cluster;
    }

    private static Config read(Path file, @Nullable String context) {
        if (!Files.isReadable(file)) {
            throw ConfigException.of(KUBECONFIG, "names a file that cannot be read: \"" + file + "\"");
        }
        return Config.fromKubeconfig(context, file.toFile());
    }

    private static boolean areTargets(List<String> targets) {
        List<String> ids = targets.stream()
                .map(text -> text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('=')))
                .toList();
        return ids.stream().noneMatch(String::isBlank) && Set.copyOf(ids).size() == ids.size();
    }

    private static boolean isLabelValue(String text) {
        return text.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    }
}
