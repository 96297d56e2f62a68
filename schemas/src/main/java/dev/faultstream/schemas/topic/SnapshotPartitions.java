package dev.faultstream.schemas.topic;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.snapshot.IngressProjection;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.Route;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says which partitions of {@code k8s-resource-snapshots} get a record. Producers must name the partition: the hash of
 * the record's key is another one. Immutable.
 */
public final class SnapshotPartitions {
    private final int count;
    private final List<Integer> all;

    /**
     * For a topic of so many partitions, at least one.
     *
     * @throws IllegalArgumentException if there are none
     */
    public SnapshotPartitions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        this.count = count;
        this.all = IntStream.range(0, count).boxed().toList();
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Every partition: where records that are not about one resource go. */
    public List<Integer> all() {
        return all;
    }

    /** The home: the only partition that publishes what is concluded about the object. */
    public int home(String cluster, Route route) {
        return HomePartition.of(cluster, route.home(), count);
    }

    /** Where the records of a resource go, and its deletion. */
    public List<Integer> of(String cluster, Route route) {
        return switch (route.scope()) {
            case HOME -> List.of(home(cluster, route));
            case ALL, PROJECTED -> all;
        };
    }

    /** What each partition gets of a snapshot: the home the object, others the same or its projection, or nothing. */
    public List<Placement> place(ResourceSnapshot snapshot, Route route) {
        List<Placement> placements = new ArrayList<>();
        int home = home(snapshot.cluster(), route);
        SnapshotRecord elsewhere = route.scope() == Route.Scope.PROJECTED ? projection(snapshot) : snapshot;
        for (int partition : of(snapshot.cluster(), route)) {
            placements.add(new Placement(partition, partition == home ? snapshot : elsewhere));
        }
        return List.copyOf(placements);
    }

    private static ResourceSnapshot projection(ResourceSnapshot snapshot) {
        return new ResourceSnapshot(
                snapshot.cluster(),
                snapshot.observedAt(),
                snapshot.epoch(),
                snapshot.truncated(),
                IngressProjection.of(snapshot.resource()));
    }

    /**
     * A record in its partition.
     *
     * @param partition the partition
     * @param record what it gets
     */
    public record Placement(int partition, SnapshotRecord record) {
        public Placement {
            requireNonNull(record, "record");
        }
    }
}
