package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.UnsyncedKind;
import dev.faultstream.schemas.serde.SnapshotEnvelope;
import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of which cluster are synced, and since which run of the watcher. The state is the newest control record
 * in the resources; this class only reads it, and remembers what it read.
 */
final class KindStates {
    private final OrderedStore resources;
    private final OrderedStore index;
    private final Map<String, Optional<State>> states = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Map<String, Map<KindRef, Long>> floors = new HashMap<>();

    KindStates(OrderedStore resources, OrderedStore index) {
        this.resources = resources;
        this.index = index;
    }

    /** Forgets what was read of a control record that has changed. */
    void forget(String controlKey) {
        states.remove(controlKey);
        epochs.clear();
    }

    /** Whether the list of the kind is complete, in the current run of the watcher. */
    boolean isSynced(String cluster, KindRef kind) {
        State state = state(cluster, kind);
        return state != null && state.reason == null && state.epoch >= currentEpoch(cluster);
    }

    /** Whether the first list of the kind is under way. */
    boolean isListing(String cluster, KindRef kind) {
        State state = state(cluster, kind);
        return state != null && state.reason == KindUnsynced.Reason.LISTING;
    }

    /** Whether the watcher has said anything about the kind. */
    boolean isWatched(String cluster, KindRef kind) {
        return state(cluster, kind) != null;
    }

    /** The epoch below which objects of the kind no longer exist; survives {@code unsynced}. */
    long oldestEpoch(String cluster, KindRef kind) {
        return floorsOf(cluster).computeIfAbsent(kind, of -> {
            byte[] floor = index.get(floorKey(cluster, of));
            return floor == null ? Long.MIN_VALUE : ByteBuffer.wrap(floor).getLong();
        });
    }

    /**
     * Notes that objects older than the epoch no longer exist.
     *
     * @return whether that is news
     */
    boolean raiseOldestEpoch(String cluster, KindRef kind, long epoch) {
        if (epoch <= oldestEpoch(cluster, kind)) {
            return false;
        }
        floorsOf(cluster).put(kind, epoch);
        index.put(
                floorKey(cluster, kind),
                ByteBuffer.allocate(Long.BYTES).putLong(epoch).array());
        return true;
    }

    /** The watched kinds of a cluster that are not synced in its current run. */
    List<UnsyncedKind> unsynced(String cluster) {
        List<UnsyncedKind> unsynced = new ArrayList<>();
        String prefix = ControlKeys.kindStatePrefix(cluster);
        long epoch = currentEpoch(cluster);
        resources.scan(StoreKeys.bytes(prefix), (key, value) -> {
            String[] parts = StoreKeys.text(key, prefix.length(), key.length).split("/", 2);
            State state = State.of(value);
            if (state.reason != null || state.epoch < epoch) {
                unsynced.add(new UnsyncedKind(
                        new KindRef(parts[0], parts[1]),
                        state.since,
                        state.reason == null ? KindUnsynced.Reason.LISTING : state.reason));
            }
            return true;
        });
        return unsynced;
    }

    private Map<KindRef, Long> floorsOf(String cluster) {
        return floors.computeIfAbsent(cluster, id -> new HashMap<>());
    }

    private static byte[] floorKey(String cluster, KindRef kind) {
        return StoreKeys.of("floor", cluster + '/' + kind);
    }

    private long currentEpoch(String cluster) {
        return epochs.computeIfAbsent(cluster, id -> {
            byte[] heartbeat = resources.get(StoreKeys.bytes(ControlKeys.heartbeat(id)));
            return heartbeat == null ? 0 : State.of(heartbeat).epoch;
        });
    }

    private @Nullable State state(String cluster, KindRef kind) {
        return states.computeIfAbsent(ControlKeys.kindState(cluster, kind), key -> {
                    byte[] record = resources.get(StoreKeys.bytes(key));
                    return Optional.ofNullable(record).map(State::of);
                })
                .orElse(null);
    }

    private record State(long epoch, Instant since, KindUnsynced.@Nullable Reason reason) {
        static State of(byte[] record) {
            try {
                SnapshotEnvelope envelope = SnapshotEnvelope.read(record);
                boolean unsynced = envelope.event() == SnapshotEnvelope.Event.UNSYNCED;
                return new State(envelope.epoch(), envelope.observedAt(), unsynced ? envelope.unsyncedReason() : null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
