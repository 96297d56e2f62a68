package dev.faultstream.standalone.up;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import java.util.Collection;

/** Shows explained failures. Used by one thread at a time. */
interface View {
    /** Whether what is there at the beginning is to be shown as one summary, not record by record. */
    default boolean summarizesHistory() {
        return false;
    }

    /** There were these before anything ran: what is open of a history that was kept. */
    default void begin(Collection<ExplainedFailure> open) {}

    /**
     * A record of the topic.
     *
     * @param json the record's bytes
     * @param explained what they say
     */
    void show(byte[] json, ExplainedFailure explained);

    /** Nothing more comes. */
    default void finish() {}
}
