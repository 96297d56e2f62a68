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

    /**
     * Whether the receiver has to be told something else before this. Asked right before each attempt, and again after
     * what it says; must be over at some time whatever happens. Must not wait itself.
     *
     * @param open whether it would be told that the failure is open
     * @param causedBy what explains the failure by what would be told
     */
    default Hold hold(String failureId, boolean open, List<String> causedBy) {
        return Hold.NONE;
    }

    /** Whether what was delivered last of a failure has become wrong without a record of it: it is told again at once. */
    default boolean isOutdated(String failureId) {
        return false;
    }

    /** These failures are another instance's now: whatever is remembered of them is to be forgotten. */
    default void forget(List<String> failureIds) {}

    /** Frees what it holds, at once. */
    @Override
    void close();
}
