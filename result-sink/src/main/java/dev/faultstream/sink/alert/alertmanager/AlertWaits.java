package dev.faultstream.sink.alert.alertmanager;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * For how long failures' alerts have been held back. While no Alertmanager takes anything nothing can come before them, so
 * that such a time does not count. Times are nanoseconds of a clock that only goes on. Guarded by the order.
 */
final class AlertWaits {
    /** What is asked for this seldom was not asked for because nothing was sent. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, Wait> waits = new HashMap<>();

    /**
     * A failure's alert is asked for, and waits if it was not waiting.
     *
     * @param failedAt when nothing could be sent for the last time
     */
    Wait ask(String failureId, long failedAt, long now) {
        Wait before = waits.get(failureId);
        Wait wait = new Wait(now, now, now);
        if (before != null && !before.isForgotten(now)) {
            boolean wasPaused = now - before.askedAt() >= PAUSE.toNanos();
            wait = new Wait(later(before.first(), failedAt), wasPaused ? now : later(before.since(), failedAt), now);
        }
        waits.put(failureId, wait);
        return wait;
    }

    /** A failure's alert waits no longer. */
    void end(String failureId) {
        waits.remove(failureId);
    }

    void forget(Collection<String> failureIds) {
        failureIds.forEach(waits::remove);
    }

    /** Forgets those that nobody asks for any more. */
    void clean(long now) {
        waits.values().removeIf(wait -> wait.isForgotten(now));
    }

    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }

    /**
     * For how long one has been held back.
     *
     * @param first since when, however seldom it was asked for
     * @param since since when without a pause
     * @param askedAt now
     */
    record Wait(long first, long since, long askedAt) {
        boolean isLongerThan(Duration patience) {
            return askedAt - since >= patience.toNanos() || askedAt - first >= LONGEST.toNanos();
        }

        private boolean isForgotten(long now) {
            return now - askedAt > LONGEST.toNanos();
        }
    }
}
