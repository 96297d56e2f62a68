package dev.faultstream.watcher.informer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a cluster is listed and watched.
 *
 * @param pageSize how many objects a page of a list has
 * @param concurrentLists how many kinds are listed at the same time
 * @param watchTimeout how long the server may keep one watch open
 * @param silence how much longer than that nothing may come before the connection counts as broken
 * @param unsyncedAfter for how long a kind may fail before it counts as not synced
 * @param retryRefused how long to leave a kind alone that still may not be listed after several tries
 * @param heartbeat how often to say that the cluster is watched
 * @param discovery how often to ask which kinds there are
 */
public record InformerSettings(
        int pageSize,
        int concurrentLists,
        Duration watchTimeout,
        Duration silence,
        Duration unsyncedAfter,
        Duration retryRefused,
        Duration heartbeat,
        Duration discovery) {
    public InformerSettings {
        if (pageSize < 1 || concurrentLists < 1) {
            throw new IllegalArgumentException("pageSize and concurrentLists must be at least 1");
        }
        requireNonNull(watchTimeout, "watchTimeout");
        requireNonNull(silence, "silence");
        requireNonNull(unsyncedAfter, "unsyncedAfter");
        requireNonNull(retryRefused, "retryRefused");
        requireNonNull(heartbeat, "heartbeat");
        requireNonNull(discovery, "discovery");
    }

    /** Pages of 500, four lists at a time, a heartbeat every 5 s. */
    public static InformerSettings defaults() {
        return new InformerSettings(
                500,
                4,
                Duration.ofMinutes(2),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }
}
