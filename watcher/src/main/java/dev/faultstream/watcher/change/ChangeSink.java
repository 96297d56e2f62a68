package dev.faultstream.watcher.change;

/** Takes changes in the order in which they happened. */
@FunctionalInterface
public interface ChangeSink {
    /**
     * Takes a change; blocks while what is behind it is full.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the change may be lost then
     */
    void accept(ClusterChange change) throws InterruptedException;
}
