package dev.faultstream.watcher.informer;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.watcher.LogKeys;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.change.ChangeSink;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.kinds.Discovery;
import dev.faultstream.watcher.kinds.KindSelection;
import dev.faultstream.watcher.publish.KindKnowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one cluster until it is closed: first a heartbeat with the new epoch, then every kind as not synced, then the
 * lists and the watches. Asks again from time to time, and when definitions change, which kinds there are. Started once.
 */
public final class ClusterWatch implements KindKnowledge, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Set<KindRef> DEFINITIONS = Set.of(
            new KindRef("apiextensions.k8s.io", "CustomResourceDefinition"),
            new KindRef("apiregistration.k8s.io", "APIService"));
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final ClusterContext context;
    private final Discovery discovery;
    private final Reflectors reflectors;
    private final Semaphore wanted = new Semaphore(0);
    private final Backoff backoff;
    private final Thread control;
    private final Thread heartbeats;
    private volatile Set<String> unknownGroups = Set.of();
    private volatile boolean discovered;
    private volatile boolean settled;
    private @Nullable Instant firstDiscovery;

    /**
     * A watch of a cluster; its epoch is now.
     *
     * @param cluster the cluster's id
     * @param sink takes changes from several threads
     * @param onFatal is told what no retry can heal
     */
    public ClusterWatch(
            String cluster,
            ApiServer server,
            KindSelection selection,
            ChangeSink sink,
            Options options,
            Consumer<Throwable> onFatal) {
        Environment environment = options.environment();
        this.context = new ClusterContext(
                requireNonNull(cluster, "cluster"),
                environment.clock().millis(),
                requireNonNull(server, "server"),
                requireNonNull(sink, "sink"),
                options.settings(),
                new Rediscovering(options.observer()),
                environment);
        this.discovery = new Discovery(server, selection);
        this.reflectors = new Reflectors(context, onFatal);
        this.backoff = new Backoff(environment.random().get());
        this.control = thread("watch-" + cluster, this::control, onFatal);
        this.heartbeats = thread("heartbeat-" + cluster, this::heartbeats, onFatal);
    }

    /** Begins to watch and returns. */
    public void start() {
        control.start();
    }

    /** The run of the watcher, as records carry it. */
    public long epoch() {
        return context.epoch();
    }

    /** Whether it is known of every kind whether it can be listed, and those that can have been. */
    public boolean isReady() {
        return discovered && reflectors.states().values().stream().allMatch(KindState::isDecided);
    }

    /** Whether it has been seen for long enough which kinds there are, so that others can count as gone. */
    public boolean isSettled() {
        return settled && isReady();
    }

    /** The kinds that are watched. */
    public Set<KindRef> watched() {
        Set<KindRef> kinds = new TreeSet<>();
        reflectors.states().keySet().forEach(kind -> kinds.add(kind.kind()));
        return kinds;
    }

    /** The kinds whose list is complete. */
    public Set<KindRef> synced() {
        return kinds(KindState::isSynced);
    }

    /** The kinds that may not be listed. */
    public Set<KindRef> forbidden() {
        return kinds(KindState::isForbidden);
    }

    private Set<KindRef> kinds(Predicate<KindState> condition) {
        Set<KindRef> kinds = new TreeSet<>();
        reflectors.states().forEach((kind, state) -> {
            if (condition.test(state)) {
                kinds.add(kind.kind());
            }
        });
        return kinds;
    }

    @Override
    public boolean isComplete(KindRef kind) {
        return reflectors.any(kind, KindState::isSynced);
    }

    @Override
    public boolean isAbandoned(KindRef kind) {
        return settled && !unknownGroups.contains(kind.group()) && !reflectors.any(kind, any -> true);
    }

    private void control() {
        try {
            heartbeat();
            heartbeats.start();
            while (!Thread.currentThread().isInterrupted()) {
                Duration usual = context.settings().discovery();
                Duration soon = context.settings().unsyncedAfter();
                Duration patience = discover() || usual.compareTo(soon) < 0 ? usual : soon;
                boolean asked = wanted.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
                if (asked) {
                    context.pause().of(SETTLE);
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks until there is an answer; returns whether that settles which kinds there are. */
    private boolean discover() throws InterruptedException {
        while (true) {
            try {
                Discovery.Result result = discovery.discover();
                Instant now = context.clock().instant();
                firstDiscovery = firstDiscovery == null ? now : firstDiscovery;
                boolean missing = reflectors.follow(result);
                unknownGroups = result.unknownGroups();
                discovered = true;
                settled = !missing
                        && !now.isBefore(firstDiscovery.plus(context.settings().unsyncedAfter()));
                backoff.succeeded();
                return settled;
            } catch (ApiFailure e) {
                if (backoff.failures() == 0) {
                    LOGGER.atWarn()
                            .addKeyValue(LogKeys.CLUSTER, context.cluster())
                            .addKeyValue(LogKeys.ERROR, e.getMessage())
                            .log("the cluster does not say which kinds it serves; trying again");
                }
                context.pause().of(backoff.failed(e.retryAfter().orElse(Duration.ZERO)));
            }
        }
    }

    private void heartbeats() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                context.pause().of(context.settings().heartbeat());
                heartbeat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heartbeat() throws InterruptedException {
        context.sink()
                .accept(new ClusterChange.Heartbeat(
                        context.cluster(), context.clock().instant(), context.epoch()));
    }

    /** Ends all threads within seconds. */
    @Override
    public void close() {
        for (Thread thread : List.of(control, heartbeats)) {
            thread.interrupt();
        }
        reflectors.endAll();
        boolean interrupted = false;
        for (Thread thread : List.of(control, heartbeats)) {
            try {
                thread.join(SETTLE.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        reflectors.endAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(String name, Runnable work, Consumer<Throwable> onFatal) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, problem) -> onFatal.accept(problem));
        return thread;
    }

    /**
     * How a cluster is watched.
     *
     * @param settings how often and how much
     * @param observer is told how it goes
     * @param environment the world around
     */
    public record Options(InformerSettings settings, InformerObserver observer, Environment environment) {
        public Options {
            requireNonNull(settings, "settings");
            requireNonNull(observer, "observer");
            requireNonNull(environment, "environment");
        }
    }

    /** Asks for a discovery when something says that the kinds have changed. */
    private final class Rediscovering implements InformerObserver {
        private final InformerObserver observer;

        Rediscovering(InformerObserver observer) {
            this.observer = observer;
        }

        @Override
        public void listed(KindRef kind, int objects, Duration took) {
            observer.listed(kind, objects, took);
        }

        @Override
        public void failed(KindRef kind, ApiFailure.Cause cause) {
            if (cause == ApiFailure.Cause.NOT_SERVED) {
                wanted.release();
            }
            observer.failed(kind, cause);
        }

        @Override
        public void answered(KindRef kind) {
            observer.answered(kind);
        }

        @Override
        public void cameAfter(KindRef kind, Duration lag) {
            observer.cameAfter(kind, lag);
        }

        @Override
        public void ended(KindRef kind) {
            observer.ended(kind);
        }

        @Override
        public void changed(KindRef kind) {
            if (DEFINITIONS.contains(kind)) {
                wanted.release();
            }
            observer.changed(kind);
        }
    }
}
