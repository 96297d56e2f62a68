package dev.faultstream.watcher.change;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass; injected wherever something waits, so that tests need not. */
@FunctionalInterface
public interface Pause {
    /** A pause of real time. */
    Pause REAL = duration -> {
        boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
    };

    /**
     * Returns when the time has passed; at once when it is not positive.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void of(Duration duration) throws InterruptedException;
}
