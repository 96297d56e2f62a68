package dev.faultstream.watcher.publish;

import dev.faultstream.schemas.snapshot.KindRef;

/** Is told what becomes of changes, to count it. */
public interface PublishObserver {
    /** An observer that does not care. */
    PublishObserver NONE = new PublishObserver() {};

    /** A resource changed and was published. */
    default void published(KindRef kind) {}

    /** A resource is gone and that was published. */
    default void deleted(KindRef kind) {}

    /** A resource did not change after pruning, or changes too often to publish each change. */
    default void unchanged(KindRef kind) {}

    /** A resource was too large and was published without its largest parts. */
    default void truncated(KindRef kind) {}

    /** A resource could not be published because it has no identity. */
    default void rejected() {}
}
