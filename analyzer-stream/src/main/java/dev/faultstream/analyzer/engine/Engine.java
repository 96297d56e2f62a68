package dev.faultstream.analyzer.engine;

import static dev.faultstream.analyzer.engine.FindingListener.Departure.DELETED;
import static dev.faultstream.analyzer.engine.FindingListener.Departure.NONE;
import static dev.faultstream.analyzer.engine.FindingListener.Departure.UNOBSERVED;
import static dev.faultstream.schemas.snapshot.ResourceKey.NO_NAMESPACE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.serde.SnapshotEnvelope;
import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.Routing;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of one partition of clusters and knows at any time what every rule finds in it. A change is applied,
 * then {@link #settle} evaluates what has read it. Used by one thread.
 */
public final class Engine {
    private final EngineStores stores;
    private final KindStates kinds;
    private final ResourceRepository resources;
    private final EventIndex events;
    private final Homes homes;
    private final RuleSet rules;
    private final Evaluator evaluator;

    /**
     * @param stores the state, which may be that of an earlier engine
     * @param wakeups the wake-ups in those stores
     */
    public Engine(
            EngineStores stores,
            Wakeups wakeups,
            RuleSet rules,
            Homes homes,
            FindingListener listener,
            EngineObserver observer,
            EngineOptions options) {
        this.stores = stores;
        this.rules = rules;
        this.homes = homes;
        this.kinds = new KindStates(stores.resources(), stores.index());
        this.resources = new ResourceRepository(stores, rules, kinds, options.cachedObjects());
        this.events = new EventIndex(stores.index(), wakeups);
        this.evaluator = new Evaluator(
                new EngineState(resources, rules.types(), kinds, events),
                stores,
                wakeups,
                rules,
                homes,
                listener,
                observer,
                options);
    }

    /**
     * Takes a record of the snapshot topic. What it can have affected is evaluated by the next {@link #settle}.
     *
     * @param key the record's key
     * @param value the record; null for a deletion
     * @throws BadRecordException if it cannot be read
     */
    public void apply(String key, byte @Nullable [] value, Instant now) {
        if (ControlKeys.isControl(key)) {
            applyControl(key, value);
            return;
        }
        ResourceKey resource;
        try {
            resource = ResourceKey.parse(key);
        } catch (IllegalArgumentException e) {
            throw new BadRecordException("the key is none of a resource");
        }
        if (Routing.isEvent(resource.kindRef())) {
            applyEvent(resource, value, now);
        } else {
            applyResource(resource, value);
        }
    }

    /** Evaluates a wake-up's target, if it is one of the engine's. */
    public boolean wake(String target) {
        if (EventIndex.isTarget(target)) {
            events.expire(target);
            return true;
        }
        return evaluator.wake(target);
    }

    /** Evaluates everything that has changed since the last time, until nothing is left. */
    public void settle(Instant now) {
        evaluator.settle(now);
    }

    /** Whether the first list of the kind is under way, so that what is seen of it is not yet the whole. */
    public boolean isListing(String cluster, KindRef kind) {
        return kinds.isListing(cluster, kind);
    }

    /** Whether the partition at hand publishes failures of that home. */
    public boolean isLocal(String cluster, String home) {
        return homes.isLocal(cluster, home);
    }

    /** Whether the object is there. */
    public boolean exists(ResourceKey key) {
        return ObservedCluster.is(key) || resources.find(key) != null;
    }

    private void applyResource(ResourceKey key, byte @Nullable [] value) {
        try {
            affect(key, resources.put(key, value), value == null ? DELETED : NONE);
        } catch (UnreadableResourceException e) {
            affect(key, e.change(), DELETED);
            throw new BadRecordException("the object cannot be read");
        }
    }

    private void affect(ResourceKey key, ResourceRepository.Change change, FindingListener.Departure departure) {
        touch(change.touched());
        if (change.object()) {
            evaluationsOf(key).forEach(id -> evaluator.invalidate(id, departure));
        }
    }

    private void applyEvent(ResourceKey key, byte @Nullable [] value, Instant now) {
        if (value == null) {
            stores.resources().delete(StoreKeys.bytes(key.toString()));
            return;
        }
        stores.resources().put(StoreKeys.bytes(key.toString()), value);
        try {
            SnapshotEnvelope envelope = SnapshotEnvelope.read(value);
            JsonNode event = Json.mapper().readTree(value, envelope.resourceOffset(), envelope.resourceLength());
            touch(Set.of(Dependency.events(events.put(key, event, now))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new BadRecordException("the event cannot be read");
        }
    }

    private void applyControl(String key, byte @Nullable [] value) {
        byte[] storeKey = StoreKeys.bytes(key);
        if (value == null) {
            stores.resources().delete(storeKey);
            kinds.forget(key);
            return;
        }
        SnapshotEnvelope envelope;
        try {
            envelope = SnapshotEnvelope.read(value);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new BadRecordException("the control record cannot be read");
        }
        byte[] before = stores.resources().get(storeKey);
        stores.resources().put(storeKey, value);
        if (envelope.event() == SnapshotEnvelope.Event.HEARTBEAT) {
            heartbeat(key, envelope, before);
        } else {
            kindChanged(key, envelope);
        }
    }

    private void heartbeat(String key, SnapshotEnvelope heartbeat, byte @Nullable [] before) {
        boolean sameRun;
        try {
            sameRun = before != null && SnapshotEnvelope.read(before).epoch() == heartbeat.epoch();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            sameRun = false;
        }
        if (!sameRun) {
            kinds.forget(key);
            touch(Set.of(Dependency.kindStates(heartbeat.cluster())));
            evaluator.invalidate(EvaluationId.of(ObservedCluster.key(heartbeat.cluster())), NONE);
        }
    }

    private void kindChanged(String key, SnapshotEnvelope state) {
        String cluster = state.cluster();
        KindRef kind = new KindRef(state.group(), state.kind());
        kinds.forget(key);
        if (state.event() == SnapshotEnvelope.Event.SYNCED) {
            Map<ResourceKey, List<String>> swept = resources.sweep(cluster, kind, state.epoch());
            swept.forEach(
                    (object, touched) -> affect(object, new ResourceRepository.Change(touched, true), UNOBSERVED));
        }
        touch(Set.of(Dependency.kindState(cluster, kind), Dependency.kindStates(cluster)));
        evaluator.invalidate(EvaluationId.of(ObservedCluster.key(cluster)), NONE);
    }

    private void touch(Collection<String> dependencies) {
        dependencies.forEach(evaluator::touch);
    }

    /** The analyses of an object in this partition. */
    private Set<EvaluationId> evaluationsOf(ResourceKey key) {
        Set<EvaluationId> ids = new TreeSet<>();
        if (rules.rulesFor(key.kindRef()).isEmpty()) {
            return ids;
        }
        if (WebhookHomes.areHomesOf(key)) {
            evaluator.known(key).forEach(ids::add);
            WebhookHomes.of(resources.find(key)).stream()
                    .filter(home -> homes.isLocal(key.cluster(), home))
                    .forEach(home -> ids.add(new EvaluationId(key, home)));
        } else if (Routing.isBroadcast(key.kindRef()) || homes.isLocal(key.cluster(), homeOf(key))) {
            ids.add(EvaluationId.of(key));
        }
        return ids;
    }

    private static String homeOf(ResourceKey key) {
        return key.isNamespaced() ? key.namespace() : NO_NAMESPACE;
    }
}
