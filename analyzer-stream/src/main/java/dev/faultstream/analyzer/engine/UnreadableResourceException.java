package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.snapshot.ResourceKey;

/** A record whose object cannot be read. It costs this object and nothing else; the record is a dead letter. */
final class UnreadableResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ResourceRepository.Change change;

    UnreadableResourceException(ResourceKey key, ResourceRepository.Change change) {
        super("cannot read the object of " + key);
        this.change = change;
    }

    /** What changed because the object counts as absent now. */
    ResourceRepository.Change change() {
        return change;
    }
}
