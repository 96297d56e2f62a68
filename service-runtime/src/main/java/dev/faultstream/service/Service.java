package dev.faultstream.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A service that runs until it is closed or ends by itself. Started once; closed by whoever made it, also when it was
 * not started or did not start.
 */
public interface Service extends AutoCloseable {
    /** Begins the work and returns. */
    void start() throws Exception;

    /**
     * Completes when the service has ended by itself: normally when its work is done, exceptionally when it cannot go
     * on. Never for one that runs until it is closed. The same stage at every call.
     */
    default CompletionStage<Void> ended() {
        return new CompletableFuture<>();
    }

    /** Stops the work and frees what it holds, within seconds; may be called more than once. */
    @Override
    void close();
}
