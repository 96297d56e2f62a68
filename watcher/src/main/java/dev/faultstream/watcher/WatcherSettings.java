package dev.faultstream.watcher;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.watcher.api.ClusterTarget;
import dev.faultstream.watcher.informer.InformerSettings;
import dev.faultstream.watcher.kinds.KindSelection;
import dev.faultstream.watcher.publish.BufferLimits;
import dev.faultstream.watcher.publish.RouterLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher does.
 *
 * @param source what it publishes
 * @param kinds which kinds of clusters
 * @param informer how clusters are listed and watched
 * @param requestTimeout how long an API server may take to answer
 * @param buffer how much may wait for Kafka
 * @param mostResourceBytes how large an object may be in a record
 * @param cleanLeftovers whether to remove from the topic what earlier runs left there
 * @param kafka how Kafka is reached
 * @param topics the names of the topics
 */
public record WatcherSettings(
        Source source,
        KindSelection kinds,
        InformerSettings informer,
        Duration requestTimeout,
        BufferLimits buffer,
        int mostResourceBytes,
        boolean cleanLeftovers,
        KafkaSettings kafka,
        TopicNames topics) {
    public WatcherSettings {
        requireNonNull(source, "source");
        requireNonNull(kinds, "kinds");
        requireNonNull(informer, "informer");
        requireNonNull(requestTimeout, "requestTimeout");
        requireNonNull(buffer, "buffer");
        requireNonNull(kafka, "kafka");
        requireNonNull(topics, "topics");
    }

    /** The default settings for a source. */
    public static WatcherSettings of(Source source, KafkaSettings kafka, TopicNames topics) {
        return new WatcherSettings(
                source,
                KindSelection.defaults(),
                InformerSettings.defaults(),
                Duration.ofSeconds(60),
                new BufferLimits(50_000, 64L * 1024 * 1024),
                RouterLimits.DEFAULT_MOST_RESOURCE_BYTES,
                true,
                kafka,
                topics);
    }

    /** The settings that {@link WatcherKeys#TABLE} describes. */
    public static WatcherSettings from(Config config) {
        InformerSettings usual = InformerSettings.defaults();
        InformerSettings informer = new InformerSettings(
                config.get(WatcherKeys.PAGE_SIZE),
                config.get(WatcherKeys.CONCURRENT_LISTS),
                usual.watchTimeout(),
                usual.silence(),
                usual.unsyncedAfter(),
                config.get(WatcherKeys.DISCOVERY),
                config.get(WatcherKeys.HEARTBEAT),
                config.get(WatcherKeys.DISCOVERY));
        KindSelection kinds = new KindSelection(
                config.find(WatcherKeys.INCLUDE).orElse(List.of()),
                config.find(WatcherKeys.EXCLUDE).orElse(List.of()),
                config.get(WatcherKeys.CUSTOM_RESOURCES));
        return new WatcherSettings(
                Source.from(config),
                kinds,
                informer,
                config.get(WatcherKeys.REQUEST_TIMEOUT),
                new BufferLimits(config.get(WatcherKeys.BUFFER_RECORDS), config.get(WatcherKeys.BUFFER_BYTES)),
                Math.toIntExact(config.get(WatcherKeys.LARGEST_RESOURCE)),
                config.get(WatcherKeys.CLEAN_LEFTOVERS),
                KafkaSettings.from(config),
                TopicKeys.names(config));
    }

    /**
     * What is published: clusters, or recordings and dumps when there are any.
     *
     * @param clusters clusters to watch
     * @param recording what to play instead; null to watch the clusters
     */
    public record Source(
            List<ClusterTarget> clusters, @Nullable Recording recording) {
        public Source {
            clusters = List.copyOf(clusters);
            if (clusters.isEmpty() && recording == null) {
                throw new IllegalArgumentException("there must be a cluster or a recording");
            }
        }

        static Source from(Config config) {
            List<Path> paths = config.find(WatcherKeys.RECORDING).orElse(List.of());
            Path kubeconfig = config.find(WatcherKeys.KUBECONFIG).orElse(null);
            List<ClusterTarget> clusters = config.get(WatcherKeys.CLUSTERS).stream()
                    .map(text -> ClusterTarget.parse(text, kubeconfig))
                    .toList();
            if (paths.isEmpty()) {
                return new Source(clusters, null);
            }
            return new Source(
                    List.of(),
                    new Recording(
                            paths,
                            config.get(WatcherKeys.RECORDING_CLUSTER),
                            config.find(WatcherKeys.RECORDING_SPEED).orElse(null),
                            config.find(WatcherKeys.RECORDING_AT).orElse(null),
                            config.get(WatcherKeys.RECORDING_SKIP),
                            config.get(WatcherKeys.RECORDING_RESUME)));
        }
    }

    /**
     * Recordings, manifests and dumps to publish.
     *
     * @param paths files and folders
     * @param cluster the cluster's id where they do not name it
     * @param speed how many times faster than it happened; null for as fast as possible
     * @param at the instant of manifests and dumps; null for the newest that they hold
     * @param skipWrong whether what cannot be read is left out
     * @param resume whether recordings go on after what the topic holds of them
     */
    public record Recording(
            List<Path> paths,
            String cluster,
            @Nullable Double speed,
            @Nullable Instant at,
            boolean skipWrong,
            boolean resume) {
        public Recording {
            paths = List.copyOf(paths);
            requireNonNull(cluster, "cluster");
        }
    }
}
