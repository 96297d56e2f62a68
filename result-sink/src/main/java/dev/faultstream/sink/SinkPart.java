package dev.faultstream.sink;

import dev.faultstream.streams.TopicSetup;
import java.util.concurrent.CompletionStage;

/** One of the things that the sink does, started and closed together with the others. */
interface SinkPart extends AutoCloseable {
    /**
     * Starts it; what is given completes exceptionally when it cannot go on.
     *
     * @param topics tells of the topics, which are there; closed after the start
     */
    CompletionStage<Void> start(TopicSetup topics) throws InterruptedException;

    /** Stops it; does nothing when it was not started or is closed. */
    @Override
    void close();
}
