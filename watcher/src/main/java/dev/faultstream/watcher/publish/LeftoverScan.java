package dev.faultstream.watcher.publish;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Cleans up after earlier runs of the watcher: what was deleted while none ran, and kinds that are not watched any more.
 * Analyzers hide such records already; tombstones let the topic forget them. Reads the topic once, up to where it ended
 * when the scan began.
 */
public final class LeftoverScan {
    private final String cluster;
    private final SnapshotPublisher publisher;
    private final KindKnowledge kinds;

    /**
     * A scan.
     *
     * @param cluster the cluster whose records it looks at
     * @param publisher publishes this cluster
     * @param kinds what is known of its kinds; should know all by now
     */
    public LeftoverScan(String cluster, SnapshotPublisher publisher, KindKnowledge kinds) {
        this.cluster = requireNonNull(cluster, "cluster");
        this.publisher = requireNonNull(publisher, "publisher");
        this.kinds = requireNonNull(kinds, "kinds");
    }

    /**
     * Reads the topic and publishes tombstones.
     *
     * @param consumer belongs to no group; stays open
     * @return how many records were left over
     * @throws InterruptedException if the thread is interrupted
     */
    public int run(Consumer<String, byte[]> consumer, String topic) throws InterruptedException {
        return publisher.bury(cluster, List.copyOf(find(consumer, topic)), kinds);
    }

    private Set<Leftover> find(Consumer<String, byte[]> consumer, String topic) throws InterruptedException {
        Set<Leftover> found = new LinkedHashSet<>();
        String prefix = cluster + '/';
        TopicScan.read(consumer, topic, record -> {
            if (record.key() != null && record.key().startsWith(prefix)) {
                note(record, found);
            }
        });
        return found;
    }

    private void note(ConsumerRecord<String, byte[]> record, Set<Leftover> found) {
        Leftover leftover = new Leftover(record.partition(), record.key());
        if (record.value() == null) {
            found.remove(leftover);
        } else if (publisher.isLeftover(leftover, kinds)) {
            found.add(leftover);
        }
    }
}
