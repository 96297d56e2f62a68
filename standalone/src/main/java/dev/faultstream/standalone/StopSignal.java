package dev.faultstream.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the process has been told to stop, and the wait of its end for what has to be closed first. Closed when
 * everything is closed.
 */
public final class StopSignal implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(60);

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A signal that the end of the process gives; the process then waits for {@link #close}. */
    public static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndWait, "shutdown"));
        return signal;
    }

    /** Completes when to stop. */
    public CompletionStage<Void> requested() {
        return requested.minimalCompletionStage();
    }

    /** Whether to stop. */
    public boolean isRequested() {
        return requested.isDone();
    }

    /** Waits for the signal, but no longer than this; true if it has come. */
    public boolean await(Duration atMost) throws InterruptedException {
        try {
            requested.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stop is never exceptional", e);
        }
    }

    /** Gives the signal. */
    public void request() {
        requested.complete(null);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void stopAndWait() {
        request();
        try {
            closed.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
