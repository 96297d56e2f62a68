package dev.faultstream.analyzer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time of a cluster, as its records tell it.
 *
 * @param now the time of its newest record; never goes back
 * @param observed the last time at which it told all partitions that it is watched; null before its first heartbeat,
 *     so that a history without heartbeats knows no silence
 * @param silent whether its silence has been published
 */
record ClusterClock(Instant now, @Nullable Instant observed, boolean silent) {
    /** A cluster that has been silent for longer is unobserved. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final long NEVER = Long.MIN_VALUE;

    /** The instant from which the cluster is unobserved if it stays silent; null when that cannot be said. */
    @Nullable
    Instant silentFrom() {
        return observed == null ? null : observed.plus(LONGEST_SILENCE);
    }

    byte[] write() {
        return ByteBuffer.allocate(2 * Long.BYTES + 1)
                .putLong(now.toEpochMilli())
                .putLong(observed == null ? NEVER : observed.toEpochMilli())
                .put((byte) (silent ? 1 : 0))
                .array();
    }

    static ClusterClock read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant now = Instant.ofEpochMilli(buffer.getLong());
        long observed = buffer.getLong();
        return new ClusterClock(now, observed == NEVER ? null : Instant.ofEpochMilli(observed), buffer.get() == 1);
    }
}
