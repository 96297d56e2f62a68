package dev.faultstream.watcher.informer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.Resources;
import dev.faultstream.watcher.LogKeys;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.api.LineStream;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.kinds.ServedKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one kind of one cluster in the topic: lists it, watches it from there, lists it again when the server has
 * forgotten that place. Runs in a thread of its own until that is interrupted; no failure of the server ends it.
 */
final class Reflector implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reflector.class);
    private static final int FAILURES_BEFORE_LIST = 8;
    private static final int REFUSALS_BEFORE_PATIENCE = 8;
    private static final String ANY_VERSION = "0";
    private static final Duration SHORT_WATCH = Duration.ofSeconds(1);

    private final ClusterContext context;
    private final ServedKind kind;
    private final Semaphore lists;
    private final KindState state;
    private final RandomGenerator random;
    private final Backoff backoff;
    private String version = "";

    Reflector(ClusterContext context, ServedKind kind, Semaphore lists) {
        this.context = context;
        this.kind = kind;
        this.lists = lists;
        this.state = new KindState(context, kind.kind());
        this.random = context.environment().random().get();
        this.backoff = new Backoff(random);
    }

    KindState state() {
        return state;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One list if none is complete, else one watch; and the wait after it. */
    private void step() throws InterruptedException {
        try {
            if (version.isEmpty()) {
                list();
            } else {
                watch();
            }
        } catch (ApiFailure e) {
            context.observer().failed(kind.kind(), e.reason());
            context.pause().of(after(e));
        }
    }

    private void list() throws ApiFailure, InterruptedException {
        lists.acquire();
        try {
            Instant start = context.clock().instant();
            ListPages pages =
                    new ListPages(context.server(), kind, context.settings().pageSize());
            ListStart opening = new ListStart();
            int[] objects = {0};
            boolean more = true;
            while (more) {
                more = pages.next(object -> {
                    opening.once();
                    objects[0]++;
                    upsert(object);
                });
                opening.once();
                context.observer().answered(kind.kind());
            }
            version = pages.version().isEmpty() ? ANY_VERSION : pages.version();
            state.good(true);
            backoff.succeeded();
            context.observer()
                    .listed(
                            kind.kind(),
                            objects[0],
                            Duration.between(start, context.clock().instant()));
        } finally {
            lists.release();
        }
    }

    private void watch() throws ApiFailure, InterruptedException {
        Duration timeout = watchTimeout();
        String path = kind.path() + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + version
                + "&timeoutSeconds=" + timeout.toSeconds();
        Duration patience = timeout.plus(context.settings().silence());
        Instant start = context.clock().instant();
        int events = 0;
        try (LineStream lines = context.server().stream(path)) {
            context.observer().answered(kind.kind());
            state.good(false);
            for (byte[] line = lines.next(patience); line != null; line = lines.next(patience)) {
                context.observer().answered(kind.kind());
                if (line.length > 0) {
                    take(WatchEvent.parse(line, kind));
                    events++;
                    backoff.succeeded();
                }
            }
        }
        if (events == 0 && Duration.between(start, context.clock().instant()).compareTo(SHORT_WATCH) < 0) {
            // A server that closes watches at once must not be asked in a tight loop.
            context.pause().of(backoff.failed(Duration.ZERO));
        }
    }

    private void take(WatchEvent event) throws InterruptedException {
        String newVersion = event.version();
        switch (event.type()) {
            case ADDED, MODIFIED -> {
                context.observer().changed(kind.kind());
                Instant now = context.clock().instant();
                ChangeTime.of(event.object(), now)
                        .ifPresent(made -> context.observer().cameAfter(kind.kind(), Duration.between(made, now)));
                upsert(event.object());
            }
            case DELETED -> {
                context.observer().changed(kind.kind());
                delete(event.object());
            }
            case BOOKMARK -> {}
        }
        if (!newVersion.isEmpty()) {
            version = newVersion;
        }
    }

    private void upsert(ObjectNode object) throws InterruptedException {
        context.sink()
                .accept(new ClusterChange.Upsert(
                        context.cluster(), context.clock().instant(), context.epoch(), object));
    }

    private void delete(ObjectNode object) throws InterruptedException {
        context.sink()
                .accept(new ClusterChange.Delete(context.clock().instant(), Resources.key(context.cluster(), object)));
    }

    /** How long to wait after a failure, having taken note of it. */
    private Duration after(ApiFailure failure) throws InterruptedException {
        LOGGER.atDebug()
                .addKeyValue(LogKeys.CLUSTER, context.cluster())
                .addKeyValue(LogKeys.KIND, kind.kind())
                .addKeyValue(LogKeys.ERROR, failure.getMessage())
                .log("a list or watch failed");
        return switch (failure.reason()) {
            case GONE -> {
                version = "";
                yield backoff.failures() == 0 ? shortWait() : backoff.failed(Duration.ZERO);
            }
            case FORBIDDEN -> {
                state.forbidden("HTTP 403");
                if (state.isForbidden()) {
                    version = "";
                }
                // An API server that starts refuses everybody until it has read the roles.
                Duration wait = backoff.failed(Duration.ZERO);
                yield backoff.failures() < REFUSALS_BEFORE_PATIENCE
                        ? wait
                        : context.settings().retryRefused();
            }
            case NOT_SERVED -> {
                // Discovery decides whether the kind is gone; until then it may come back.
                version = "";
                state.failing("not served");
                yield backoff.failed(Duration.ZERO);
            }
            case UNAUTHORIZED, THROTTLED, SERVER, NETWORK -> {
                state.failing(String.valueOf(failure.getMessage()));
                Duration wait = backoff.failed(failure.retryAfter().orElse(Duration.ZERO));
                if (backoff.failures() >= FAILURES_BEFORE_LIST && failure.reason() == ApiFailure.Cause.SERVER) {
                    version = "";
                }
                yield wait;
            }
        };
    }

    private Duration shortWait() {
        backoff.failed(Duration.ZERO);
        return Duration.ofMillis(random.nextLong(200));
    }

    /** Up to a third shorter than the limit, so that not all watches end together. */
    private Duration watchTimeout() {
        long limit = context.settings().watchTimeout().toSeconds();
        return Duration.ofSeconds(Math.max(1, limit - random.nextLong(limit / 3 + 1)));
    }

    /** Says that a list has begun, once the server has answered: before that, nothing counts as gone. */
    private final class ListStart {
        private boolean told;

        void once() throws InterruptedException {
            if (!told) {
                told = true;
                context.sink()
                        .accept(new ClusterChange.ListStarted(
                                context.cluster(), context.clock().instant(), kind.kind()));
            }
        }
    }
}
