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

    /** The API server answered about a kind. */
    default void answered(KindRef kind) {}

    /** A change came so long after it was made, as far as the object tells when that was. */
    default void cameAfter(KindRef kind, Duration lag) {}

    /** A kind is no longer watched. */
    default void ended(KindRef kind) {}

    /** A watch told of a change. */
    default void changed(KindRef kind) {}
}
