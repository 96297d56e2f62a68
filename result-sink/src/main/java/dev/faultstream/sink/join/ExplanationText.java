package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.remedy.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words that go with a failure: the model's with their placeholders filled, else those of the remedy. */
final class ExplanationText {
    private ExplanationText() {}

    static ExplainedFailure.Text of(Failure failure, @Nullable Explanation explanation) {
        if (explanation != null && answers(explanation, failure)) {
            Map<String, String> values = SubjectValues.of(failure);
            if (fillable(explanation, values.keySet())) {
                return new ExplainedFailure.Text(
                        new Template(explanation.error()).render(values),
                        fill(explanation.solution(), values),
                        Source.MODEL,
                        explanation.provider(),
                        explanation.model(),
                        explanation.createdAt());
            }
        }
        return new ExplainedFailure.Text(
                failure.remedy().error(), failure.remedy().steps(), Source.REMEDY, null, null, failure.changedAt());
    }

    /** Whether two texts say the same, whenever they were written. */
    static boolean same(ExplainedFailure.Text one, ExplainedFailure.Text other) {
        return one.source() == other.source()
                && one.error().equals(other.error())
                && one.solution().equals(other.solution())
                && Objects.equals(one.provider(), other.provider())
                && Objects.equals(one.model(), other.model());
    }

    private static boolean answers(Explanation explanation, Failure failure) {
        return explanation.key().equals(failure.explanationKey())
                && failure.language().equals(explanation.language());
    }

    private static boolean fillable(Explanation explanation, Set<String> known) {
        return Stream.concat(Stream.of(explanation.error()), explanation.solution().stream())
                .allMatch(text -> known.containsAll(new Template(text).names()));
    }

    private static List<String> fill(List<String> texts, Map<String, String> values) {
        return texts.stream().map(text -> new Template(text).render(values)).toList();
    }
}
