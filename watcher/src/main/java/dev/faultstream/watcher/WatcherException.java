package dev.faultstream.watcher;

import org.jspecify.annotations.Nullable;

/** The watcher cannot go on; a restart publishes everything again. */
public final class WatcherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WatcherException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
