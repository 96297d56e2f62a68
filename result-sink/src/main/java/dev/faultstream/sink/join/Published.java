package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was published last about a failure: enough to publish its next revision with the words it already has.
 *
 * @param failure the newest revision
 * @param explanation what a model said of its shape, placeholders unfilled; null while nobody has
 */
record Published(Failure failure, @Nullable Explanation explanation) {
    ExplainedFailure explained() {
        return new ExplainedFailure(failure, ExplanationText.of(failure, explanation));
    }

    /** The time of the record: when the revision was concluded, or explained if that was later. */
    Instant at() {
        if (explanation == null || explanation.createdAt().isBefore(failure.changedAt())) {
            return failure.changedAt();
        }
        return explanation.createdAt();
    }

    @Override
    public String toString() {
        return "Published[" + failure + (explanation == null ? "" : " explained") + "]";
    }
}
