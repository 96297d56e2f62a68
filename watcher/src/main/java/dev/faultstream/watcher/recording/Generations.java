package dev.faultstream.watcher.recording;

import dev.faultstream.schemas.snapshot.KindRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the runs of a cluster's watcher apart in a recording that does not number them. A generation begins at the
 * start, after each synced kind, and after a silence of more than a minute. A kind that is synced again is complete
 * with what was sent since it was synced before, or since the silence: that generation is the epoch of its record.
 */
final class Generations {
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final long FIRST = 1;

    private final Map<KindRef, Long> begunBySync = new HashMap<>();
    private long begunBySilence = FIRST;
    private long current = FIRST;
    private @Nullable Instant last;

    /** Takes note of a line's time, before anything else is asked about the line. */
    void observe(Instant at) {
        if (last != null && Duration.between(last, at).compareTo(SILENCE) > 0) {
            current++;
            begunBySilence = current;
        }
        if (last == null || at.isAfter(last)) {
            last = at;
        }
    }

    /** The epoch of an object of the line. */
    long current() {
        return current;
    }

    /** The epoch of a kind that is synced by the line. */
    long synced(KindRef kind) {
        long epoch = Math.max(begunBySilence, begunBySync.getOrDefault(kind, FIRST));
        current++;
        begunBySync.put(kind, current);
        return epoch;
    }
}
