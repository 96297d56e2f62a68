package dev.faultstream.watcher.publish;

import dev.faultstream.watcher.change.ClusterChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Up to which instant an earlier run has published each cluster in each partition. Times of a cluster's records never go
 * back, so what is before that instant is there; what is of that very instant may be there in part, and publishing it
 * again says nothing new.
 */
public final class PublishedUpTo {
    /** Nothing has been published. */
    public static final PublishedUpTo NOTHING = new PublishedUpTo(Map.of());

    private final Map<Lane, Instant> newest;
    private final Map<String, Instant> newestOfCluster = new HashMap<>();

    private PublishedUpTo(Map<Lane, Instant> newest) {
        this.newest = Map.copyOf(newest);
        newest.forEach((place, at) -> newestOfCluster.merge(place.cluster(), at, PublishedUpTo::later));
    }

    /**
     * Reads a topic once, to its present end.
     *
     * @param consumer belongs to no group; stays open
     * @throws InterruptedException if the thread is interrupted
     */
    public static PublishedUpTo read(Consumer<String, byte[]> consumer, String topic) throws InterruptedException {
        Map<Lane, Instant> newest = new HashMap<>();
        TopicScan.read(consumer, topic, record -> note(record, newest));
        return new PublishedUpTo(newest);
    }

    private static void note(ConsumerRecord<String, byte[]> record, Map<Lane, Instant> newest) {
        if (record.key() != null) {
            newest.merge(
                    new Lane(record.partition(), clusterOf(record.key())),
                    Instant.ofEpochMilli(record.timestamp()),
                    PublishedUpTo::later);
        }
    }

    /** Whether the record is in the topic already. */
    public boolean covers(RoutedRecord record) {
        Instant last = newest.get(new Lane(record.partition(), clusterOf(record.key())));
        return last != null && isBefore(record.timestamp(), last);
    }

    /** Whether what follows from a change is in the topic already, in one of the partitions at least. */
    public boolean reaches(ClusterChange change) {
        Instant last = newestOfCluster.get(change.cluster());
        return last != null && isBefore(change.at(), last);
    }

    /** Records have their times in milliseconds. */
    private static boolean isBefore(Instant at, Instant last) {
        return at.toEpochMilli() < last.toEpochMilli();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String clusterOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    private record Lane(int partition, String cluster) {}
}
