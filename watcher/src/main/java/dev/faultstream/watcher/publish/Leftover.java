package dev.faultstream.watcher.publish;

import static java.util.Objects.requireNonNull;

/**
 * A record of an earlier run that nobody will replace or delete.
 *
 * @param partition where it is
 * @param key its key
 */
record Leftover(int partition, String key) {
    Leftover {
        requireNonNull(key, "key");
    }
}
