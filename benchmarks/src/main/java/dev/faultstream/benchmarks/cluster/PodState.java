package dev.faultstream.benchmarks.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What of a pod changes.
 *
 * @param version differs from one state of a pod to the next
 * @param changed when it came into this state
 * @param ready whether it serves
 * @param killed whether its container was just killed for using too much memory
 */
public record PodState(int version, Instant changed, boolean ready, boolean killed) {
    private static final Duration RESTART = Duration.ofSeconds(1);

    /** It serves. */
    public static PodState healthy(int version, Instant changed) {
        return new PodState(version, changed, true, false);
    }

    /** It has been killed and runs again. */
    public static PodState killed(int version, Instant changed) {
        return new PodState(version, changed, true, true);
    }

    void describe(Map<String, String> values) {
        Instant time = changed.truncatedTo(ChronoUnit.SECONDS);
        values.put("version", Integer.toString(7_000_000 + version));
        values.put("changed", time.toString());
        values.put("changeId", String.format("%06x", version & 0xffffff));
        values.put("ready", Boolean.toString(ready));
        values.put("readyStatus", ready ? "True" : "False");
        values.put("restarts", killed ? "1" : "0");
        values.put(
                "lastState",
                killed
                        ? "{\"terminated\":{\"exitCode\":137,\"reason\":\"OOMKilled\",\"startedAt\":\""
                                + time.minus(Duration.ofHours(1)) + "\",\"finishedAt\":\"" + time.minus(RESTART)
                                + "\"}}"
                        : "{}");
    }
}
