package dev.faultstream.standalone.replay;

import dev.faultstream.analyzer.lifecycle.FailureRecord;
import java.time.Instant;

/** Takes the failures of a replay, in the order of their times. */
interface Output extends AutoCloseable {
    /**
     * Takes a record.
     *
     * @param at its time
     */
    void accept(FailureRecord record, Instant at);

    /** Nothing more comes. */
    @Override
    void close();
}
