package dev.faultstream.analyzer.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.IngressProjection;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.Resources;
import dev.faultstream.schemas.snapshot.Route;
import dev.faultstream.schemas.snapshot.Routing;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.HomePartition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What happened in a cluster, as changes with their times; made up from a seed. */
final class History {
    static final String CLUSTER = "c";
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, ObjectNode> world = new LinkedHashMap<>();
    private final Random random;
    private final Collection<KindRef> kinds;
    private Instant now = START;
    private long epoch = 1;

    private History(long seed, Collection<KindRef> kinds) {
        this.random = new Random(seed);
        this.kinds = kinds;
    }

    /** A history of so many steps; all kinds are synced from the start. */
    static History random(long seed, int steps, boolean restarts, Collection<KindRef> kinds) {
        History history = new History(seed, kinds);
        history.control(new Heartbeat(CLUSTER, history.now, history.epoch));
        history.syncAll();
        for (int step = 0; step < steps; step++) {
            history.step(restarts);
        }
        return history;
    }

    /** The same history with everything deleted at its end, and then a long time. */
    History thenNothing() {
        new ArrayList<>(world.keySet()).forEach(key -> {
            ObjectNode gone = world.remove(key);
            changes.add(new Change(now, key, gone, true));
        });
        for (int i = 0; i < 20; i++) {
            now = now.plusSeconds(45);
            control(new Heartbeat(CLUSTER, now, epoch));
        }
        for (int i = 0; i < 9; i++) {
            now = now.plusSeconds(86_400);
            control(new Heartbeat(CLUSTER, now, epoch));
        }
        return this;
    }

    List<Change> changes() {
        return changes;
    }

    private void step(boolean restarts) {
        int dice = random.nextInt(100);
        if (dice < 25) {
            long[] pauses = {1, 4, 20, 45, 55};
            now = now.plusSeconds(pauses[random.nextInt(pauses.length)]);
            control(new Heartbeat(CLUSTER, now, epoch));
        } else if (dice < 33 && !world.isEmpty()) {
            String key = new ArrayList<>(world.keySet()).get(random.nextInt(world.size()));
            ObjectNode gone = world.remove(key);
            changes.add(new Change(now, key, gone, true));
        } else if (dice < 36 && restarts) {
            restart();
        } else {
            ObjectNode object = new RandomObjects(random, now).next();
            String key = Resources.key(CLUSTER, object).toString();
            if (!Routing.isEvent(Resources.key(CLUSTER, object).kindRef())) {
                world.put(key, object);
            }
            upsert(key, object);
        }
    }

    /** The watcher comes back: some objects were deleted meanwhile, all others are sent again. */
    private void restart() {
        epoch++;
        now = now.plusSeconds(random.nextBoolean() ? 10 : 200);
        control(new Heartbeat(CLUSTER, now, epoch));
        for (KindRef kind : kinds) {
            control(new KindUnsynced(CLUSTER, now, epoch, kind.group(), kind.kind(), KindUnsynced.Reason.LISTING));
        }
        world.keySet().removeIf(key -> random.nextInt(6) == 0);
        now = now.plusSeconds(1);
        world.forEach(this::upsert);
        syncAll();
    }

    private void syncAll() {
        for (KindRef kind : kinds) {
            control(new KindSynced(CLUSTER, now, epoch, kind.group(), kind.kind()));
        }
    }

    private void upsert(String key, ObjectNode object) {
        changes.add(new Change(now, key, new ResourceSnapshot(CLUSTER, now, epoch, false, object)));
    }

    private void control(SnapshotRecord record) {
        changes.add(new Change(now, record.key(), record));
    }

    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** A change: a record, or the deletion of an object. */
    record Change(Instant at, String key, SnapshotRecord record, ObjectNode deleted) {
        Change(Instant at, String key, SnapshotRecord record) {
            this(at, key, record, null);
        }

        Change(Instant at, String key, ObjectNode deleted, boolean gone) {
            this(at, key, (SnapshotRecord) null, deleted);
        }

        /** Its record for a partition of a topic; null bytes for a deletion, nothing at all if it does not go there. */
        byte[] bytesFor(int partition, int partitions) {
            if (record == null) {
                return null;
            }
            SnapshotRecord routed = record;
            if (record instanceof ResourceSnapshot snapshot
                    && route().scope() == Route.Scope.PROJECTED
                    && partition != home(partitions)) {
                routed = new ResourceSnapshot(
                        snapshot.cluster(),
                        snapshot.observedAt(),
                        snapshot.epoch(),
                        false,
                        IngressProjection.of(snapshot.resource()));
            }
            return FaultstreamSerdes.snapshot().serializer().serialize("", routed);
        }

        boolean goesTo(int partition, int partitions) {
            if (record != null && !(record instanceof ResourceSnapshot)) {
                return true;
            }
            return route().scope() != Route.Scope.HOME || partition == home(partitions);
        }

        private int home(int partitions) {
            return HomePartition.of(CLUSTER, route().home(), partitions);
        }

        private Route route() {
            ObjectNode object = record instanceof ResourceSnapshot snapshot ? snapshot.resource() : deleted;
            return Routing.route(object, volume -> null);
        }
    }
}
