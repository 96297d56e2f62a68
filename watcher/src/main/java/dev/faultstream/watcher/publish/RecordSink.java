package dev.faultstream.watcher.publish;

/** Takes records in the order in which they are to stand in their partitions. */
@FunctionalInterface
public interface RecordSink {
    /**
     * Takes a record; blocks while there is no room for it.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the record is not taken then
     */
    void send(RoutedRecord record) throws InterruptedException;
}
