package dev.faultstream.watcher.informer;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.watcher.api.ApiFailure;
import java.time.Duration;

/** Is told how listing and watching goes, to count it. */
public interface InformerObserver {
    /** An observer that does not care. */
    InformerObserver NONE = new InformerObserver() {};

    /** A kind was listed. */
    default void listed(KindRef kind, int objects, Duration took) {}

    /** A list or watch failed. */
    default void failed(KindRef kind, ApiFailure.Cause cause) {}

    /** The API server answered. */
    default void answered() {}

    /** A watch told of a change. */
    default void changed(KindRef kind) {}
}
