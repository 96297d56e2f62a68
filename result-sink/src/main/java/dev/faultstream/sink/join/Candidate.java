package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that may have to be published; what decides is {@link Publication}. Lives inside one task only. */
sealed interface Candidate {
    Optional<Publication> decide(@Nullable Published before);

    /** Whether the failure is gone for good. */
    default boolean isTombstone() {
        return false;
    }

    /** A record of the topic of failures; null is a tombstone. */
    record Revision(@Nullable Failure failure) implements Candidate {
        @Override
        public Optional<Publication> decide(@Nullable Published before) {
            return failure == null ? Optional.empty() : Publication.ofRevision(before, failure);
        }

        @Override
        public boolean isTombstone() {
            return failure == null;
        }
    }

    /** A result of the join; no explanation means that there is none (any more). */
    record Joined(Failure failure, @Nullable Explanation explanation) implements Candidate {
        @Override
        public Optional<Publication> decide(@Nullable Published before) {
            return Publication.ofExplanation(before, failure, explanation);
        }
    }
}
