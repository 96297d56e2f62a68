package dev.faultstream.watcher.publish;

import dev.faultstream.schemas.snapshot.KindRef;

/** What a watcher knows of the kinds of its cluster. Answers change while it watches; thread-safe. */
public interface KindKnowledge {
    /** Whether all objects of the kind are known. */
    boolean isComplete(KindRef kind);

    /** Whether the kind is not watched, and not just for the moment. */
    boolean isAbandoned(KindRef kind);
}
