package dev.faultstream.explainer.queue;

import org.apache.kafka.clients.consumer.AcknowledgeType;

/** Told of what happens to records; must be quick and thread-safe. */
public interface QueueEvents {
    /** A record was acknowledged in this way. */
    void acknowledged(AcknowledgeType type);

    /** The broker did not take acknowledgements; the records come again. */
    void lost(int records);

    /** A record was put aside. */
    void deadLetter();
}
