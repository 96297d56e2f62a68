package dev.faultstream.sink.alert;

import java.util.List;

/** Hands notices to one receiver. Called by several threads, never for the same failure by two of them. */
public interface Delivery extends AutoCloseable {
    /**
     * Hands over notices, each of another failure. Returns when the receiver has taken all of them.
     *
     * @throws DeliveryException if it has not; it may have taken some of them
     */
    void deliver(List<Notice> notices) throws DeliveryException, InterruptedException;

    /** How the receiver wants to be told. */
    Habits habits();

    /** These failures are another instance's now: whatever is remembered of them is to be forgotten. */
    default void forget(List<String> failureIds) {}

    /** Frees what it holds, at once. */
    @Override
    void close();
}
