package dev.faultstream.watcher.publish;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.watcher.LogKeys;
import dev.faultstream.watcher.change.ChangeSink;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.prune.Pruner;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every change to the topic, whatever it was read from: prune, route, send. Objects without identity are
 * counted and left out. Thread-safe: pruning runs in parallel, routing and sending one after the other.
 */
public final class SnapshotPublisher implements ChangeSink {
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotPublisher.class);

    private final SnapshotRouter router;
    private final RecordSink sink;
    private final PublishObserver observer;
    private volatile int objects;

    /**
     * A publisher.
     *
     * @param router used by this publisher only
     * @param sink where records go
     * @param observer is told what the router is not
     */
    public SnapshotPublisher(SnapshotRouter router, RecordSink sink, PublishObserver observer) {
        this.router = requireNonNull(router, "router");
        this.sink = requireNonNull(sink, "sink");
        this.observer = requireNonNull(observer, "observer");
    }

    @Override
    public void accept(ClusterChange change) throws InterruptedException {
        if (prepare(change)) {
            publish(change);
        }
    }

    /** How many objects are remembered. */
    public int objects() {
        return objects;
    }

    /** Whether a record of the topic is one that this publisher will neither replace nor delete. */
    synchronized boolean isLeftover(Leftover record, KindKnowledge kinds) {
        if (!ControlKeys.isControl(record.key())) {
            return isLeftoverResource(record, kinds);
        }
        String[] parts = record.key().split("/", -1);
        return parts.length == 4 && kinds.isAbandoned(new KindRef(parts[2], parts[3]));
    }

    private boolean isLeftoverResource(Leftover record, KindKnowledge kinds) {
        try {
            ResourceKey key = ResourceKey.parse(record.key());
            return kinds.isAbandoned(key.kindRef())
                    || (kinds.isComplete(key.kindRef()) && !router.holds(key, record.partition()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Publishes tombstones of records that are still left over; returns how many. */
    int bury(String cluster, List<Leftover> records, KindKnowledge kinds) throws InterruptedException {
        int buried = 0;
        for (Leftover record : records) {
            synchronized (this) {
                if (isLeftover(record, kinds)) {
                    sink.send(router.tombstone(cluster, record));
                    buried++;
                }
            }
        }
        return buried;
    }

    private boolean prepare(ClusterChange change) {
        if (!(change instanceof ClusterChange.Upsert upsert)) {
            return true;
        }
        try {
            upsert.key();
        } catch (IllegalArgumentException e) {
            observer.rejected();
            LOGGER.atDebug()
                    .addKeyValue(LogKeys.CLUSTER, change.cluster())
                    .addKeyValue(LogKeys.ERROR, e.getMessage())
                    .log("an object without identity is not published");
            return false;
        }
        if (!Pruner.isPublished(upsert.resource())) {
            return false;
        }
        Pruner.prune(upsert.resource());
        return true;
    }

    private synchronized void publish(ClusterChange change) throws InterruptedException {
        List<RoutedRecord> records = router.route(change);
        objects = router.objects();
        for (RoutedRecord record : records) {
            sink.send(record);
        }
    }
}
