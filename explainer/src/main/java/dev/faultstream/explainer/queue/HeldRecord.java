package dev.faultstream.explainer.queue;

import dev.faultstream.explainer.work.Outcome;
import java.util.concurrent.CompletableFuture;

/** A record that was acquired and whose outcome is awaited. Used by the queue's thread only. */
final class HeldRecord {
    private final CompletableFuture<Outcome> outcome;
    private boolean lost;

    HeldRecord(CompletableFuture<Outcome> outcome) {
        this.outcome = outcome;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /** The broker gave the record back: what comes of it need not be acknowledged. */
    void lose() {
        lost = true;
    }

    /** It was delivered again while its outcome is still awaited. */
    void regain() {
        lost = false;
    }

    boolean isLost() {
        return lost;
    }
}
