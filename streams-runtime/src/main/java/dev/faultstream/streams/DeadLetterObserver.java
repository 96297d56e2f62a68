package dev.faultstream.streams;

/** Learns of records that were put aside. */
@FunctionalInterface
public interface DeadLetterObserver {
    /** Observes nothing. */
    DeadLetterObserver NONE = topic -> {};

    /** A record of the topic was put aside. */
    void deadLetter(String topic);
}
