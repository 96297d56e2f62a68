package dev.faultstream.analyzer;

import dev.faultstream.analyzer.engine.BadRecordException;
import dev.faultstream.analyzer.engine.Engine;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.StoreKeys;
import dev.faultstream.analyzer.engine.Wakeups;
import dev.faultstream.analyzer.lifecycle.FailureLifecycle;
import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.analyzer.lifecycle.World;
import dev.faultstream.schemas.serde.SnapshotEnvelope;
import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of one partition of the snapshot topic into records of failures, one record at a time. The output
 * is a function of the input: time comes from the records alone. What waits for a time happens exactly then, whichever
 * later record makes it known. Used by one thread; its state is in the stores, so a new analyzer on the same stores
 * goes on where the last one stopped.
 */
public final class Analyzer {
    private final EngineStores stores;
    private final Wakeups wakeups;
    private final Engine engine;
    private final FailureLifecycle lifecycle;
    private final ClusterSilence silence;
    private final Map<String, ClusterClock> clocks = new HashMap<>();

    /**
     * @param stores the state, empty or that of an earlier analyzer of the same partition
     * @param rules the rules that are on
     */
    public Analyzer(EngineStores stores, RuleSet rules, AnalyzerOptions options) {
        this.stores = stores;
        this.wakeups = new Wakeups(stores.wakeups());
        EngineWorld world = new EngineWorld();
        this.lifecycle =
                new FailureLifecycle(stores.failures(), wakeups, rules, world, options.lifecycle(), options.observer());
        this.engine =
                new Engine(stores, wakeups, rules, options.homes(), lifecycle, options.observer(), options.engine());
        this.silence = new ClusterSilence(lifecycle, rules);
        world.engine = engine;
    }

    /**
     * Takes a record.
     *
     * @param key the record's key
     * @param value the record; null for a deletion
     * @param timestamp the record's time
     * @return what to publish, and why the record is bad if it is: then only the passing of time has had an effect
     */
    public Outcome process(String key, byte @Nullable [] value, Instant timestamp) {
        String cluster = clusterOf(key);
        List<FailureRecord> failures = new ArrayList<>();
        Instant now = advance(cluster, timestamp, failures);
        String problem = null;
        try {
            apply(cluster, key, value, now);
        } catch (BadRecordException e) {
            problem = e.getMessage();
        }
        engine.settle(now);
        failures.addAll(lifecycle.flush(now));
        return new Outcome(failures, problem);
    }

    /**
     * Takes the records of one instant, in which nothing happens one after the other, and concludes once.
     *
     * @return what to publish, and why the first bad record is bad
     */
    public Outcome processTogether(List<Input> records, Instant instant) {
        List<FailureRecord> failures = new ArrayList<>();
        String problem = null;
        for (Input input : records) {
            String cluster = clusterOf(input.key());
            Instant now = advance(cluster, instant, failures);
            try {
                apply(cluster, input.key(), input.value(), now);
            } catch (BadRecordException e) {
                problem = problem == null ? input.key() + ": " + e.getMessage() : problem;
            }
        }
        engine.settle(instant);
        failures.addAll(lifecycle.flush(instant));
        return new Outcome(failures, problem);
    }

    /** The clusters that have sent heartbeats and whose silence has not been published. */
    public List<String> watchedClusters() {
        TreeSet<String> clusters = new TreeSet<>();
        stores.index().scan(StoreKeys.of("clock"), (key, value) -> {
            ClusterClock clock = ClusterClock.read(value);
            if (clock.observed() != null && !clock.silent()) {
                clusters.add(StoreKeys.lastPart(key));
            }
            return true;
        });
        return List.copyOf(clusters);
    }

    /**
     * Has a cluster count as unobserved from a minute after its last sign. For whoever sees, by a clock outside, that
     * nothing arrives any more; the records are those that a replay concludes from the gap.
     */
    public List<FailureRecord> silent(String cluster) {
        ClusterClock clock = clock(cluster);
        Instant silentFrom = clock == null || clock.silent() ? null : clock.silentFrom();
        if (clock == null || silentFrom == null) {
            return List.of();
        }
        List<FailureRecord> failures = new ArrayList<>();
        fire(cluster, silentFrom, null, failures);
        failures.addAll(silence.begin(cluster, silentFrom));
        save(cluster, new ClusterClock(clock.now(), clock.observed(), true));
        return failures;
    }

    /** Lets the time of a cluster pass up to a record, and returns the time that it now is. */
    private Instant advance(String cluster, Instant timestamp, List<FailureRecord> failures) {
        ClusterClock clock = clock(cluster);
        Instant at = Instant.ofEpochMilli(Math.max(0, timestamp.toEpochMilli()));
        if (clock == null) {
            save(cluster, new ClusterClock(at, null, false));
            return at;
        }
        Instant now = at.isBefore(clock.now()) ? clock.now() : at;
        Instant silentFrom = clock.silentFrom();
        if (silentFrom != null && (clock.silent() || now.isAfter(silentFrom))) {
            if (!clock.silent()) {
                fire(cluster, silentFrom, null, failures);
                failures.addAll(silence.begin(cluster, silentFrom));
            }
            failures.addAll(silence.end(cluster, silentFrom, now));
            fire(cluster, now, now, failures);
            save(cluster, new ClusterClock(now, now, false));
        } else {
            fire(cluster, now, null, failures);
            if (!now.equals(clock.now())) {
                save(cluster, new ClusterClock(now, clock.observed(), false));
            }
        }
        return now;
    }

    /**
     * Has everything happen that waits for a time up to an instant, each at its time.
     *
     * @param all the instant at which all of it happens instead; null for each at its own
     */
    private void fire(String cluster, Instant until, @Nullable Instant all, List<FailureRecord> failures) {
        Instant due = wakeups.next(cluster);
        while (due != null && !due.isAfter(until)) {
            Instant at = all == null ? due : all;
            for (String target : wakeups.takeAt(cluster, due)) {
                if (!engine.wake(target)) {
                    lifecycle.wake(target);
                }
            }
            engine.settle(at);
            failures.addAll(lifecycle.flush(at));
            due = wakeups.next(cluster);
        }
    }

    private void apply(String cluster, String key, byte @Nullable [] value, Instant now) {
        if (!ControlKeys.isControl(key)) {
            engine.apply(key, value, now);
            return;
        }
        engine.apply(key, value, now);
        if (value == null) {
            return;
        }
        try {
            SnapshotEnvelope envelope = SnapshotEnvelope.read(value);
            switch (envelope.event()) {
                case HEARTBEAT -> save(cluster, new ClusterClock(now, now, false));
                case SYNCED, UNSYNCED -> {
                    lifecycle.release(cluster, new KindRef(envelope.group(), envelope.kind()));
                    ClusterClock clock = clock(cluster);
                    if (clock != null && clock.observed() != null) {
                        save(cluster, new ClusterClock(now, now, false));
                    }
                }
                case SNAPSHOT -> throw new BadRecordException("a snapshot under the key of a control record");
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new BadRecordException("the control record cannot be read");
        }
    }

    private @Nullable ClusterClock clock(String cluster) {
        ClusterClock clock = clocks.get(cluster);
        if (clock == null) {
            byte[] bytes = stores.index().get(StoreKeys.of("clock", cluster));
            if (bytes == null) {
                return null;
            }
            clock = ClusterClock.read(bytes);
            clocks.put(cluster, clock);
        }
        return clock;
    }

    private void save(String cluster, ClusterClock clock) {
        clocks.put(cluster, clock);
        stores.index().put(StoreKeys.of("clock", cluster), clock.write());
    }

    private static String clusterOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /**
     * What came of a record.
     *
     * @param failures records to publish
     * @param problem why the record is bad; null when it is not
     */
    public record Outcome(
            List<FailureRecord> failures, @Nullable String problem) {
        public Outcome {
            failures = List.copyOf(failures);
        }
    }

    /** A record of the snapshot topic. */
    public static final class Input {
        private final String key;
        private final byte @Nullable [] value;

        /**
         * @param key the record's key
         * @param value the record; null for a deletion; not to be changed afterwards
         */
        public Input(String key, byte @Nullable [] value) {
            this.key = key;
            this.value = value;
        }

        String key() {
            return key;
        }

        byte @Nullable [] value() {
            return value;
        }
    }

    /** Engine and lifecycle need each other; this ties the knot. */
    private static final class EngineWorld implements World {
        private @Nullable Engine engine;

        @Override
        public boolean isListing(String cluster, KindRef kind) {
            return engine().isListing(cluster, kind);
        }

        @Override
        public boolean isLocal(String cluster, String home) {
            return engine().isLocal(cluster, home);
        }

        @Override
        public boolean exists(ResourceKey key) {
            return engine().exists(key);
        }

        private Engine engine() {
            return java.util.Objects.requireNonNull(engine, "the engine is set before it is used");
        }
    }
}
