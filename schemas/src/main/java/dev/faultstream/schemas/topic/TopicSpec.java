package dev.faultstream.schemas.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic is to be.
 *
 * @param name its name
 * @param partitions how many partitions it has
 * @param replicationFactor how many copies are kept, -1 as the broker wants
 * @param config its own settings, by their Kafka names; all others are the broker's
 */
public record TopicSpec(String name, int partitions, short replicationFactor, Map<String, String> config) {
    /** The largest record of {@code k8s-resource-snapshots}, in bytes. */
    public static final int MAX_SNAPSHOT_BYTES = 2 * 1024 * 1024;

    private static final String NO_LIMIT = Long.toString(Long.MAX_VALUE);

    public TopicSpec {
        config = Map.copyOf(config);
    }

    /** All five topics. */
    public static List<TopicSpec> all(TopicSettings settings) {
        TopicNames names = settings.names();
        return List.of(
                snapshots(settings),
                keyed(settings, names.failures(), history(settings)),
                keyed(settings, names.explanations(), Map.of()),
                keyed(settings, names.failuresExplained(), history(settings)),
                deadLetters(settings));
    }

    private static TopicSpec snapshots(TopicSettings settings) {
        Map<String, String> config = new TreeMap<>(history(settings));
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_SNAPSHOT_BYTES));
        return keyed(settings, settings.names().resourceSnapshots(), config);
    }

    private static TopicSpec keyed(TopicSettings settings, String name, Map<String, String> own) {
        Map<String, String> config = new TreeMap<>(own);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        // The time of a record is the cluster's: its clock may be ahead, and a recording tells of any time.
        config.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, NO_LIMIT);
        return new TopicSpec(name, settings.partitions(), settings.replicationFactor(), config);
    }

    /**
     * Everything inside the window, the latest beyond it. There is no upper bound on the lag: it counts from the times of
     * the records, so a recording of last year would lose its history while it is being played.
     */
    private static Map<String, String> history(TopicSettings settings) {
        return Map.of(
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, millis(settings.history()),
                TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(settings.history()));
    }

    private static TopicSpec deadLetters(TopicSettings settings) {
        Map<String, String> config = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                millis(settings.deadLetterRetention()),
                // A bad record may carry any time, and would be deleted at once if that counted.
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                // The bad record and the headers that say what is wrong with it.
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(MAX_SNAPSHOT_BYTES + 256 * 1024));
        return new TopicSpec(settings.names().deadLetters(), 1, settings.replicationFactor(), config);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    NewTopic toNewTopic() {
        return new NewTopic(name, partitions, replicationFactor).configs(config);
    }
}
