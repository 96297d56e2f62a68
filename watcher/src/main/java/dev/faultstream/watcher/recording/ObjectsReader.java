package dev.faultstream.watcher.recording;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Objects as changes of one instant: all objects, then every kind that occurs as synced. */
final class ObjectsReader implements ChangeReader {
    private static final long EPOCH = 1;

    private final Iterator<ClusterChange> changes;

    ObjectsReader(String cluster, ObjectCollection objects, Instant at) {
        Stream<ClusterChange> upserts = StreamSupport.stream(objects.objects().spliterator(), false)
                .map(object -> new ClusterChange.Upsert(cluster, at, EPOCH, object));
        Stream<ClusterChange> synced =
                objects.kinds().stream().map(kind -> new ClusterChange.Synced(cluster, at, EPOCH, kind));
        this.changes = Stream.concat(upserts, synced).iterator();
    }

    @Override
    public Optional<ClusterChange> next() {
        return changes.hasNext() ? Optional.of(changes.next()) : Optional.empty();
    }

    @Override
    public void close() {}
}
