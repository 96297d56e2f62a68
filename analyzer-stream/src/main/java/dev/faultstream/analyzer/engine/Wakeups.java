package dev.faultstream.analyzer.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at again when a time has come, by cluster. A wake-up fires when a record of its cluster is at
 * or past its time, and sees the clock stand at exactly that time.
 */
public final class Wakeups {
    private final OrderedStore store;
    private final Map<String, Optional<Instant>> earliest = new HashMap<>();

    /**
     * @param store keeps them; nobody else writes to it
     */
    public Wakeups(OrderedStore store) {
        this.store = store;
    }

    /** Moves the wake-up of a target: from one time to another; null stands for none. */
    public void move(String cluster, String target, @Nullable Instant from, @Nullable Instant to) {
        Instant before = from == null ? null : roundUp(from);
        Instant after = to == null ? null : roundUp(to);
        if (Objects.equals(before, after)) {
            return;
        }
        byte[] prefix = StoreKeys.of(cluster);
        if (before != null) {
            store.delete(StoreKeys.timed(prefix, before, StoreKeys.bytes(target)));
        }
        if (after != null) {
            store.put(StoreKeys.timed(prefix, after, StoreKeys.bytes(target)), StoreKeys.noValue());
        }
        earliest.remove(cluster);
    }

    /** The earliest time for which something of the cluster waits; null when nothing does. */
    public @Nullable Instant next(String cluster) {
        return earliest.computeIfAbsent(cluster, this::findNext).orElse(null);
    }

    /** Takes out and returns the targets that wait for exactly this time, in order. */
    public List<String> takeAt(String cluster, Instant time) {
        byte[] prefix = StoreKeys.of(cluster);
        List<byte[]> keys = new ArrayList<>();
        store.scan(StoreKeys.timed(prefix, time, new byte[0]), (key, value) -> keys.add(key));
        List<String> targets = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            store.delete(key);
            targets.add(StoreKeys.textAfterTime(key, prefix.length));
        }
        earliest.remove(cluster);
        return targets;
    }

    /** The clock counts milliseconds: a time between two of them has come at the later one. */
    public static Instant roundUp(Instant time) {
        Instant floor = Instant.ofEpochMilli(Math.max(0, time.toEpochMilli()));
        return floor.isBefore(time) ? floor.plusMillis(1) : floor;
    }

    private Optional<Instant> findNext(String cluster) {
        byte[] prefix = StoreKeys.of(cluster);
        List<Instant> found = new ArrayList<>(1);
        store.scan(prefix, (key, value) -> {
            found.add(StoreKeys.timeAt(key, prefix.length));
            return false;
        });
        return found.stream().findFirst();
    }
}
