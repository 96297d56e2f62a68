package dev.faultstream.sink.result;

import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.work.Backoff;
import dev.faultstream.sink.work.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that write Results. What fails waits by itself; what fails for all waits at the gate. */
final class ResultWorkers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ResultWorkers.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final WorkQueue queue;
    private final Gate gate;
    private final ResultReconciler reconciler;
    private final ResultObserver observer;
    private final Placement placement;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    ResultWorkers(
            WorkQueue queue,
            Gate gate,
            ResultReconciler reconciler,
            ResultObserver observer,
            ResultSettings settings,
            RandomGenerator random) {
        this.queue = queue;
        this.gate = gate;
        this.reconciler = reconciler;
        this.observer = observer;
        this.placement = settings.placement();
        this.backoff = settings.retry();
        this.random = random;
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::run, "result-writer-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public void close() {
        queue.close();
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (String id = queue.take(); id != null; id = queue.take()) {
                work(id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(String id) {
        try {
            Duration closed = gate.remaining();
            if (closed.isZero()) {
                reconcile(id);
            } else {
                queue.addAfter(id, closed.plus(jitter()));
            }
        } finally {
            queue.done(id);
        }
    }

    private void reconcile(String id) {
        try {
            boolean asked = reconciler.reconcile(id);
            attempts.remove(id);
            if (asked) {
                gate.open();
            }
        } catch (ApiFaultException e) {
            observer.fault(e.fault());
            switch (e.fault().scope(placement)) {
                case ALL -> queue.addAfter(id, gate.close(e).plus(jitter()));
                case ONE -> retry(id, e);
                case NONE -> giveUp(id, e.fault(), e);
            }
        } catch (RuntimeException e) {
            giveUp(id, null, e);
        }
    }

    private void retry(String id, ApiFaultException error) {
        int attempt = attempts.merge(id, 1, Integer::sum);
        if (attempt >= backoff.attempts()) {
            giveUp(id, error.fault(), error);
            return;
        }
        Duration wait = backoff.after(attempt, random);
        queue.addAfter(id, error.retryAfter().compareTo(wait) > 0 ? error.retryAfter() : wait);
    }

    /** Until the failure changes, or the next reconcile. */
    private void giveUp(String id, @Nullable ApiFault fault, RuntimeException error) {
        attempts.remove(id);
        LOGGER.atWarn()
                .addKeyValue(LogKeys.FAILURE_ID, id)
                .addKeyValue(LogKeys.FAULT, fault == null ? "unexpected" : fault.word())
                .addKeyValue(LogKeys.ERROR, error.getClass().getName())
                .log("a Result could not be written; it is tried again at the next reconcile");
    }

    private Duration jitter() {
        return Duration.ofMillis(random.nextLong(backoff.first().toMillis()));
    }
}
