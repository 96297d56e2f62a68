package dev.faultstream.benchmarks.cluster;

import dev.faultstream.schemas.snapshot.ResourceKey;
import java.time.Instant;

/** A record of the snapshot topic. Immutable; its bytes are not copied. */
public final class ClusterRecord {
    private final String key;
    private final byte[] value;
    private final Instant timestamp;
    private final String home;

    ClusterRecord(String key, byte[] value, Instant timestamp, String home) {
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
        this.home = home;
    }

    public String key() {
        return key;
    }

    /** The record as it stands in the topic; not to be changed. */
    public byte[] value() {
        return value;
    }

    public Instant timestamp() {
        return timestamp;
    }

    /** The namespace whose partition gets it; {@link ResourceKey#NO_NAMESPACE} for every partition. */
    public String home() {
        return home;
    }
}
