package dev.faultstream.sink.alert;

import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds all of an output's notices back while its receiver takes none, and says so once: when it begins and when it is
 * over. Thread-safe.
 */
final class OutputGate {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutputGate.class);

    private final String output;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private long shutUntil;
    private int times;
    private long successes;
    private boolean stopped;
    private @Nullable Fault fault;

    OutputGate(String output, Backoff backoff, RandomGenerator random, LongSupplier nanoTime) {
        this.output = output;
        this.backoff = backoff;
        this.random = random;
        this.nanoTime = nanoTime;
        this.shutUntil = nanoTime.getAsLong();
    }

    /** Shuts for a while: as long as the receiver wants at least, and longer each time. */
    synchronized void shut(DeliveryException error) {
        if (fault != error.fault()) {
            (error.fault() == Fault.REFUSED ? LOGGER.atError() : LOGGER.atWarn())
                    .addKeyValue(LogKeys.OUTPUT, output)
                    .addKeyValue(LogKeys.FAULT, error.fault().word())
                    .addKeyValue(LogKeys.ERROR, error.getMessage())
                    .log("an output's receiver takes nothing for now; it is tried again until it does");
        }
        fault = error.fault();
        long now = nanoTime.getAsLong();
        Duration shut = Duration.ofNanos(Math.max(0, shutUntil - now));
        if (shut.isZero()) {
            shut = backoff.after(++times, random);
        }
        if (error.retryAfter().compareTo(shut) > 0) {
            shut = error.retryAfter();
        }
        shutUntil = now + shut.toNanos();
    }

    /** The receiver has taken something. */
    synchronized void open() {
        if (fault != null) {
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.OUTPUT, output)
                    .addKeyValue(LogKeys.FAULT, fault.word())
                    .log("an output's receiver takes notices again");
        }
        fault = null;
        times = 0;
        successes++;
        shutUntil = nanoTime.getAsLong();
        notifyAll();
    }

    /** Waits until something may be tried. */
    synchronized void await() throws InterruptedException {
        long left = shutUntil - nanoTime.getAsLong();
        while (left > 0 && !stopped) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
            left = shutUntil - nanoTime.getAsLong();
        }
    }

    /** Nobody waits any more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Whether the receiver took what it was given last. */
    synchronized boolean isOpen() {
        return fault == null;
    }

    /** How often the receiver has taken something. */
    synchronized long successes() {
        return successes;
    }
}
