package dev.faultstream.watcher.informer;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.kinds.Discovery;
import dev.faultstream.watcher.kinds.ServedKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The reflectors of a cluster, one for each kind that is watched. Changed by one thread, read by any. */
final class Reflectors {
    private static final KindRef VOLUME = KindRef.core("PersistentVolume");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClusterContext context;
    private final Consumer<Throwable> onFatal;
    private final Semaphore lists;
    private final Map<ServedKind, Running> running = new ConcurrentSkipListMap<>();
    private final Map<ServedKind, Instant> missingSince = new HashMap<>();

    Reflectors(ClusterContext context, Consumer<Throwable> onFatal) {
        this.context = context;
        this.onFatal = onFatal;
        this.lists = new Semaphore(context.settings().concurrentLists(), true);
    }

    /**
     * Starts what is new and ends what is gone. What is not served any more is gone when that has lasted: an API server
     * that starts does not tell all of its groups yet, and what is gone takes its objects with it.
     *
     * @return whether something is missing that is not gone yet
     */
    boolean follow(Discovery.Result discovered) throws InterruptedException {
        missingSince.keySet().removeAll(discovered.kinds());
        for (ServedKind kind : List.copyOf(running.keySet())) {
            boolean unknown = discovered.unknownGroups().contains(kind.kind().group());
            if (!unknown && !discovered.kinds().contains(kind)) {
                boolean servedOtherwise = isServed(discovered, kind.kind());
                if (servedOtherwise || isMissingForLong(kind)) {
                    missingSince.remove(kind);
                    end(kind, servedOtherwise);
                }
            }
        }
        List<ServedKind> fresh = new ArrayList<>(discovered.kinds());
        fresh.removeAll(running.keySet());
        // Other objects live where the claims of volumes are, so volumes come first.
        fresh.sort(Comparator.comparing((ServedKind kind) -> !VOLUME.equals(kind.kind()))
                .thenComparing(Comparator.naturalOrder()));
        for (ServedKind kind : fresh) {
            context.sink()
                    .accept(new ClusterChange.Unsynced(
                            context.cluster(),
                            context.clock().instant(),
                            context.epoch(),
                            kind.kind(),
                            KindUnsynced.Reason.LISTING));
        }
        fresh.forEach(this::begin);
        return !missingSince.isEmpty();
    }

    private boolean isMissingForLong(ServedKind kind) {
        Instant now = context.clock().instant();
        Instant since = missingSince.computeIfAbsent(kind, any -> now);
        return !now.isBefore(since.plus(context.settings().unsyncedAfter()));
    }

    /** The state of each kind. */
    Map<ServedKind, KindState> states() {
        Map<ServedKind, KindState> states = new ConcurrentSkipListMap<>();
        running.forEach((kind, entry) -> states.put(kind, entry.reflector().state()));
        return states;
    }

    /** Whether a kind is watched and its state is so. */
    boolean any(KindRef kind, Predicate<KindState> condition) {
        return running.entrySet().stream()
                .anyMatch(entry -> entry.getKey().kind().equals(kind)
                        && condition.test(entry.getValue().reflector().state()));
    }

    void endAll() {
        running.values().forEach(entry -> entry.thread().interrupt());
        boolean interrupted = false;
        for (Running entry : running.values()) {
            try {
                entry.thread().join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        running.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(ServedKind kind) {
        Reflector reflector = new Reflector(context, kind, lists);
        Thread thread = new Thread(reflector, "watch-" + context.cluster() + "-" + kind.kind());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, problem) -> onFatal.accept(problem));
        running.put(kind, new Running(reflector, thread));
        thread.start();
    }

    private void end(ServedKind kind, boolean servedOtherwise) throws InterruptedException {
        Running entry = running.remove(kind);
        entry.thread().interrupt();
        entry.thread().join(PATIENCE.toMillis());
        context.observer().ended(kind.kind());
        if (!servedOtherwise) {
            context.sink()
                    .accept(new ClusterChange.KindGone(
                            context.cluster(), context.clock().instant(), kind.kind()));
        }
    }

    private static boolean isServed(Discovery.Result discovered, KindRef kind) {
        return discovered.kinds().stream().anyMatch(served -> served.kind().equals(kind));
    }

    private record Running(Reflector reflector, Thread thread) {}
}
