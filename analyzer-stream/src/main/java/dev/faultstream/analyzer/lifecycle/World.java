package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;

/** What the life of a failure needs to know of its cluster. */
public interface World {
    /** Whether the first list of the kind is under way, so that nothing is to be concluded from it yet. */
    boolean isListing(String cluster, KindRef kind);

    /** Whether this partition publishes the failures of a home. */
    boolean isLocal(String cluster, String home);

    /** Whether the object is still there. */
    boolean exists(ResourceKey key);
}
