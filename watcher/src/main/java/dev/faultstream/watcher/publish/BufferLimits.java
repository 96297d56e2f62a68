package dev.faultstream.watcher.publish;

/**
 * How much may wait for Kafka before those who publish are held back.
 *
 * @param records how many records
 * @param bytes how many bytes
 */
public record BufferLimits(int records, long bytes) {
    public BufferLimits {
        if (records < 1) {
            throw new IllegalArgumentException("records must be at least 1: " + records);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be at least 1: " + bytes);
        }
    }
}
