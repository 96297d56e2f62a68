package dev.faultstream.sink;

import java.util.concurrent.CompletionStage;

/** One of the things that the sink does, started and closed together with the others. */
interface SinkPart extends AutoCloseable {
    /** Starts it; what is given completes exceptionally when it cannot go on. */
    CompletionStage<Void> start() throws InterruptedException;

    /** Stops it; does nothing when it was not started or is closed. */
    @Override
    void close();
}
