package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record to publish. The rules of what is published and what is not are here, without any Kafka.
 *
 * @param next what has been published once this record is
 * @param transition what it tells
 */
record Publication(Published next, Transition transition) {
    /**
     * A revision, published at once with the words that are known. One that is older than what was published, or says
     * the same, is not published: a failure's records never go back.
     */
    static Optional<Publication> ofRevision(@Nullable Published before, Failure failure) {
        if (before == null) {
            return Optional.of(new Publication(new Published(failure, null), Transition.between(null, failure)));
        }
        Failure last = before.failure();
        if (isStale(last, failure) || failure.equals(last)) {
            return Optional.empty();
        }
        Explanation known = sameShape(last, failure) ? before.explanation() : null;
        return Optional.of(new Publication(new Published(failure, known), Transition.between(last, failure)));
    }

    /**
     * What the join says of a failure's explanation. It is published when it answers the newest revision and changes
     * the words; an explanation that is older than the published one does not.
     */
    static Optional<Publication> ofExplanation(
            @Nullable Published before, Failure joined, @Nullable Explanation explanation) {
        if (before == null || !sameShape(before.failure(), joined)) {
            return Optional.empty();
        }
        Explanation known = before.explanation();
        if (known != null && explanation != null && explanation.createdAt().isBefore(known.createdAt())) {
            return Optional.empty();
        }
        Published next = new Published(before.failure(), explanation);
        ExplainedFailure.Text text = next.explained().explanation();
        if (ExplanationText.same(text, before.explained().explanation())) {
            return Optional.empty();
        }
        return Optional.of(
                new Publication(next, text.source() == Source.MODEL ? Transition.EXPLAINED : Transition.CHANGED));
    }

    /** A revision is stale when neither its number nor its time is newer and one of them is older. */
    private static boolean isStale(Failure last, Failure next) {
        int revision = Integer.compare(next.revision(), last.revision());
        int time = next.changedAt().compareTo(last.changedAt());
        return revision <= 0 && time <= 0 && (revision < 0 || time < 0);
    }

    private static boolean sameShape(Failure one, Failure other) {
        return Objects.equals(one.explanationKey(), other.explanationKey())
                && one.language().equals(other.language());
    }
}
