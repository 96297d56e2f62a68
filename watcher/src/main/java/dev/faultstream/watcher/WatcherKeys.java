package dev.faultstream.watcher;

import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.watcher.kinds.KindSelection;
import dev.faultstream.watcher.publish.RouterLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The settings of the watcher. */
public final class WatcherKeys {
    public static final ConfigKey<List<String>> CLUSTERS = ConfigKey.of(
                    "watcher.clusters",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Clusters to watch, `id` (the current context, or the service account inside a cluster) or "
                            + "`id=context`.")
            .withDefault("default")
            .check("must be ids without '/', each once", WatcherKeys::areClusters);

    public static final ConfigKey<Path> KUBECONFIG = ConfigKey.of(
            "watcher.kubeconfig", ValueTypes.path(), "Kubeconfig file, when it is not in the usual place.");

    public static final ConfigKey<List<String>> INCLUDE = ConfigKey.of(
                    "watcher.kinds.include",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Kinds to watch beyond the usual ones, as `group/Kind` with `*` for any text.")
            .check("must be group/Kind", WatcherKeys::arePatterns);

    public static final ConfigKey<List<String>> EXCLUDE = ConfigKey.of(
                    "watcher.kinds.exclude",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Kinds not to watch, as `group/Kind` with `*` for any text.")
            .check("must be group/Kind", WatcherKeys::arePatterns);

    public static final ConfigKey<Boolean> CUSTOM_RESOURCES = ConfigKey.of(
                    "watcher.kinds.custom-resources",
                    ValueTypes.bool(),
                    "Whether to watch all custom resources that the cluster serves.")
            .withDefault("true");

    public static final ConfigKey<Duration> HEARTBEAT = ConfigKey.of(
                    "watcher.heartbeat", ValueTypes.duration(), "How often to tell that a cluster is being watched.")
            .withDefault("5s")
            .check("must be positive", WatcherKeys::isPositive);

    public static final ConfigKey<Duration> DISCOVERY = ConfigKey.of(
                    "watcher.discovery",
                    ValueTypes.duration(),
                    "How often to ask which kinds a cluster serves; also done when definitions change.")
            .withDefault("5m")
            .check("must be positive", WatcherKeys::isPositive);

    public static final ConfigKey<Duration> REQUEST_TIMEOUT = ConfigKey.of(
                    "watcher.request.timeout", ValueTypes.duration(), "How long an API server may take to answer.")
            .withDefault("60s")
            .check("must be positive", WatcherKeys::isPositive);

    public static final ConfigKey<Integer> PAGE_SIZE = ConfigKey.of(
                    "watcher.list.page-size", ValueTypes.integer(), "Objects in a page of a list.")
            .withDefault("500")
            .check("must be between 1 and 10000", size -> size >= 1 && size <= 10_000);

    public static final ConfigKey<Integer> CONCURRENT_LISTS = ConfigKey.of(
                    "watcher.list.concurrency", ValueTypes.integer(), "Kinds of a cluster listed at the same time.")
            .withDefault("4")
            .check("must be at least 1", count -> count >= 1);

    public static final ConfigKey<Integer> BUFFER_RECORDS = ConfigKey.of(
                    "watcher.buffer.records",
                    ValueTypes.integer(),
                    "Records that may wait for Kafka before the watches are held back.")
            .withDefault("50000")
            .check("must be at least 1", count -> count >= 1);

    public static final ConfigKey<Long> BUFFER_BYTES = ConfigKey.of(
                    "watcher.buffer.bytes",
                    ValueTypes.size(),
                    "Bytes that may wait for Kafka before the watches are held back.")
            .withDefault("64MiB")
            .check("must be at least 4MiB", bytes -> bytes >= 4 * 1024 * 1024);

    public static final ConfigKey<Long> LARGEST_RESOURCE = ConfigKey.of(
                    "watcher.resource.max-bytes",
                    ValueTypes.size(),
                    "Size beyond which an object is published with metadata and status only.")
            .withDefault(Integer.toString(RouterLimits.DEFAULT_MOST_RESOURCE_BYTES))
            .check(
                    "must be between 1KiB and " + RouterLimits.DEFAULT_MOST_RESOURCE_BYTES,
                    bytes -> bytes >= 1024 && bytes <= RouterLimits.DEFAULT_MOST_RESOURCE_BYTES);

    public static final ConfigKey<Boolean> CLEAN_LEFTOVERS = ConfigKey.of(
                    "watcher.clean-leftovers",
                    ValueTypes.bool(),
                    "Whether to read the topic once after a start and remove what was deleted while no watcher ran.")
            .withDefault("true");

    public static final ConfigKey<List<Path>> RECORDING = ConfigKey.of(
            "watcher.recording.paths",
            ValueTypes.listOf(ValueTypes.path()),
            "Recordings, manifests or dumps to publish instead of clusters.");

    public static final ConfigKey<String> RECORDING_CLUSTER = ConfigKey.of(
                    "watcher.recording.cluster",
                    ValueTypes.string(),
                    "Id of the cluster where a recording or dump does not name it.")
            .withDefault("default")
            .check("must be a name without '/'", id -> !id.isEmpty() && id.indexOf('/') < 0);

    public static final ConfigKey<Double> RECORDING_SPEED = ConfigKey.of(
                    "watcher.recording.speed",
                    ValueTypes.decimal(),
                    "How many times faster than it happened a recording is played; as fast as possible when not set.")
            .check("must be positive", speed -> speed > 0);

    public static final ConfigKey<Instant> RECORDING_AT = ConfigKey.of(
            "watcher.recording.at",
            ValueTypes.instant(),
            "Instant of manifests and dumps; the newest that they hold when not set.");

    public static final ConfigKey<Boolean> RECORDING_SKIP = ConfigKey.of(
                    "watcher.recording.skip-wrong",
                    ValueTypes.bool(),
                    "Whether what cannot be read is left out and counted, instead of ending the watcher.")
            .withDefault("false");

    public static final ConfigKey<Boolean> RECORDING_RESUME = ConfigKey.of(
                    "watcher.recording.resume",
                    ValueTypes.bool(),
                    "Whether recordings go on after the newest records of their clusters in the topic, where an earlier"
                            + " run was interrupted, instead of being published again from their beginning.")
            .withDefault("false");

    /** All of them, with those of Kafka. */
    public static final ConfigTable TABLE = ConfigTable.of(
                    CLUSTERS,
                    KUBECONFIG,
                    INCLUDE,
                    EXCLUDE,
                    CUSTOM_RESOURCES,
                    HEARTBEAT,
                    DISCOVERY,
                    REQUEST_TIMEOUT,
                    PAGE_SIZE,
                    CONCURRENT_LISTS,
                    BUFFER_RECORDS,
                    BUFFER_BYTES,
                    LARGEST_RESOURCE,
                    CLEAN_LEFTOVERS,
                    RECORDING,
                    RECORDING_CLUSTER,
                    RECORDING_SPEED,
                    RECORDING_AT,
                    RECORDING_SKIP,
                    RECORDING_RESUME)
            .and(KafkaKeys.TABLE)
            .and(TopicKeys.NAMES_TABLE);

    private WatcherKeys() {}

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static boolean areClusters(List<String> clusters) {
        List<String> ids = clusters.stream()
                .map(text -> text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('=')))
                .toList();
        return !ids.isEmpty()
                && ids.stream().allMatch(id -> !id.isEmpty() && id.indexOf('/') < 0)
                && ids.stream().distinct().count() == ids.size();
    }

    private static boolean arePatterns(List<String> patterns) {
        return patterns.stream().allMatch(KindSelection::isPattern);
    }
}
