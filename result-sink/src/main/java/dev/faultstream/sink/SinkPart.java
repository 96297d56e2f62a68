package dev.faultstream.sink;

import java.util.concurrent.CompletionStage;

/** One of the things that the sink does, started and closed together with the others. */
interface SinkPart extends AutoCloseable {
    void start();

    /** Completes exceptionally when it cannot go on, else never. */
    CompletionStage<Void> failed();

    @Override
    void close();
}
