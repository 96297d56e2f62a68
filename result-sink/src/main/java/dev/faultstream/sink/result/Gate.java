package dev.faultstream.sink.result;

import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds all requests back while none can succeed, and says so once: when it begins and when it is over. Thread-safe.
 */
final class Gate {
    private static final Logger LOGGER = LoggerFactory.getLogger(Gate.class);

    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final RandomGenerator random;
    private long closedUntil;
    private int times;
    private boolean whileWriting;
    private @Nullable ApiFault fault;

    Gate(LongSupplier nanoTime, Backoff backoff, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.backoff = backoff;
        this.random = random;
        this.closedUntil = nanoTime.getAsLong();
    }

    /** A write has failed: closes for a while, as long as the API server wants, else longer each time. Gives how long. */
    synchronized Duration close(ApiFaultException error) {
        whileWriting = true;
        return closeFor(error);
    }

    /** As {@link #close}, when a list has failed. */
    synchronized Duration closeForList(ApiFaultException error) {
        whileWriting = false;
        return closeFor(error);
    }

    private Duration closeFor(ApiFaultException error) {
        if (fault != error.fault()) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.FAULT, error.fault().word())
                    .addKeyValue(LogKeys.STATUS, error.status())
                    .log("Results cannot be written for now; it is tried again until they can");
        }
        fault = error.fault();
        Duration closed = remaining();
        if (closed.isZero()) {
            closed = backoff.after(++times, random);
        }
        if (error.retryAfter().compareTo(closed) > 0) {
            closed = error.retryAfter();
        }
        closedUntil = nanoTime.getAsLong() + closed.toNanos();
        return closed;
    }

    /** A list was answered, which tells of writes only when there are none to do: one can list a missing namespace. */
    synchronized void listed(boolean nothingToWrite) {
        if (!whileWriting || nothingToWrite) {
            open();
        }
    }

    /** A write was answered as it should be. */
    synchronized void open() {
        if (fault != null) {
            LOGGER.atInfo().addKeyValue(LogKeys.FAULT, fault.word()).log("Results can be written again");
        }
        fault = null;
        whileWriting = false;
        times = 0;
        closedUntil = nanoTime.getAsLong();
    }

    /** How long requests are to wait; zero when they need not. */
    synchronized Duration remaining() {
        return Duration.ofNanos(Math.max(0, closedUntil - nanoTime.getAsLong()));
    }

    /** Why requests fail for all; null when they do not. */
    synchronized @Nullable ApiFault fault() {
        return fault;
    }
}
