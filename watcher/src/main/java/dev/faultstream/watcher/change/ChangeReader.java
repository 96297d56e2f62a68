package dev.faultstream.watcher.change;

import java.util.Optional;

/** A finite history of changes, read once from its beginning. Not thread-safe; whoever opened it closes it. */
public interface ChangeReader extends AutoCloseable {
    /**
     * The next change; empty at the end.
     *
     * @throws InterruptedException if the thread is interrupted while the next change is waited for
     */
    Optional<ClusterChange> next() throws InterruptedException;

    /** Gives everything that is left to a sink. */
    default void drainTo(ChangeSink sink) throws InterruptedException {
        for (Optional<ClusterChange> change = next(); change.isPresent(); change = next()) {
            sink.accept(change.get());
        }
    }

    @Override
    void close();
}
