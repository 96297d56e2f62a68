package dev.faultstream.sink.alert.text;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The words about one failure, for texts of one receiver. All that comes from a cluster or a model goes through the
 * receiver's escape, and is cut where it is too long.
 */
public final class FailureWords {
    private final ExplainedFailure explained;
    private final Texts texts;
    private final UnaryOperator<String> escape;
    private final int limit;

    /**
     * Words about a failure.
     *
     * @param escape makes harmless what a receiver would take for more than text
     * @param limit the most characters of one piece of text
     */
    public FailureWords(ExplainedFailure explained, Texts texts, UnaryOperator<String> escape, int limit) {
        this.explained = explained;
        this.texts = texts;
        this.escape = escape;
        this.limit = limit;
    }

    /** A text about the failure. */
    public String text(TextKey key, Severity severity) {
        return texts.text(key, values(severity));
    }

    /** A text that is the same for all. */
    public String text(TextKey key) {
        return texts.text(key);
    }

    /** What to do, in order, as the explanation says. */
    public List<String> steps() {
        return explained.explanation().solution().stream().map(this::safe).toList();
    }

    /** What to do, in order, as was written by hand. */
    public List<String> remedySteps() {
        return explained.failure().remedy().steps().stream().map(this::safe).toList();
    }

    /** What it means. */
    public String error() {
        return safe(explained.explanation().error());
    }

    /** Steps as numbered lines. */
    public static String numbered(List<String> steps) {
        List<String> lines = new ArrayList<>();
        for (String step : steps) {
            lines.add((lines.size() + 1) + ". " + step);
        }
        return String.join("\n", lines);
    }

    /** A text of a cluster or a model, made harmless. */
    public String safe(String text) {
        return escape.apply(PlainText.cut(PlainText.clean(text), limit));
    }

    private Map<String, String> values(Severity severity) {
        Failure failure = explained.failure();
        Subject subject = failure.subject();
        String namespace = subject.namespace() == null ? "" : subject.namespace();
        Map<String, String> values = new HashMap<>();
        values.put("id", failure.id());
        values.put("cluster", failure.cluster());
        values.put("namespace", namespace);
        values.put("kind", subject.kind());
        values.put("name", subject.name());
        values.put("place", namespace.isEmpty() ? subject.name() : namespace + '/' + subject.name());
        values.put("rule", failure.rule());
        values.put("message", failure.message());
        values.put("error", explained.explanation().error());
        values.put("opened", failure.openedAt().toString());
        values.replaceAll((name, value) -> safe(value));
        values.put("severity", severity(severity));
        values.put("count", Integer.toString(failure.objects().count()));
        values.put("objects", objects(failure));
        values.put("duration", failure.resolvedAt() == null ? "" : duration(failure.openedAt(), failure.resolvedAt()));
        values.put("resolution", failure.resolution() == null ? "" : resolution(failure.resolution()));
        return values;
    }

    private String objects(Failure failure) {
        List<String> names = new ArrayList<>();
        for (Affected object : failure.objects().sample()) {
            String place = object.namespace() == null ? object.name() : object.namespace() + '/' + object.name();
            names.add(safe(object.kind() + ' ' + place));
        }
        int more = failure.objects().count() - names.size();
        if (more > 0) {
            names.add(texts.text(TextKey.OBJECTS_MORE, Map.of("count", Integer.toString(more))));
        }
        return String.join(", ", names);
    }

    private String severity(Severity severity) {
        return texts.text(
                switch (severity) {
                    case CRITICAL -> TextKey.SEVERITY_CRITICAL;
                    case WARNING -> TextKey.SEVERITY_WARNING;
                    case INFO -> TextKey.SEVERITY_INFO;
                });
    }

    private String resolution(Failure.Resolution resolution) {
        return texts.text(
                switch (resolution) {
                    case RECOVERED -> TextKey.RESOLUTION_RECOVERED;
                    case DELETED -> TextKey.RESOLUTION_DELETED;
                    case UNOBSERVED -> TextKey.RESOLUTION_UNOBSERVED;
                });
    }

    private String duration(Instant from, Instant to) {
        Duration length = from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
        TextKey key = length.toDays() > 0
                ? TextKey.DURATION_DAYS
                : length.toHours() > 0
                        ? TextKey.DURATION_HOURS
                        : length.toMinutes() > 0 ? TextKey.DURATION_MINUTES : TextKey.DURATION_SECONDS;
        return texts.text(
                key,
                Map.of(
                        "days", Long.toString(length.toDays()),
                        "hours", Integer.toString(length.toHoursPart()),
                        "minutes", Integer.toString(length.toMinutesPart()),
                        "seconds", Integer.toString(length.toSecondsPart())));
    }
}
