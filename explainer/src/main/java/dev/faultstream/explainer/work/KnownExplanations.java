package dev.faultstream.explainer.work;

/** Which explanation keys have an answer. Thread-safe. */
public interface KnownExplanations {
    /** Whether there is an explanation of the key. */
    boolean contains(String key);

    /** There is one now. */
    void add(String key);
}
