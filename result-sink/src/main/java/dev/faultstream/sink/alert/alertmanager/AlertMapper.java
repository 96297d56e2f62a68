package dev.faultstream.sink.alert.alertmanager;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.text.FailureWords;
import dev.faultstream.sink.alert.text.PlainText;
import dev.faultstream.sink.alert.text.TextKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says which alert a failure is. */
final class AlertMapper {
    private static final int MAX_LABEL = 512;
    private static final int MAX_TEXT = 2_000;

    private final AlertmanagerSettings settings;
    private final RootCauses causes;
    private final Clock clock;

    AlertMapper(AlertmanagerSettings settings, RootCauses causes, Clock clock) {
        this.settings = settings;
        this.causes = causes;
        this.clock = clock;
    }

    /**
     * How the alert of a failure is to stand. That of a symptom ends with its root cause, so that nobody is told of what is
     * about to heal; if it does not heal, it soon is a root cause by itself.
     */
    Standing standing(String failureId, boolean open, List<String> causedBy) {
        String root = causes.rootOf(failureId, causedBy);
        return new Standing(failureId, root, open && (root.equals(failureId) || causes.isOpen(root)));
    }

    /**
     * The alert of a notice.
     *
     * @param labels the labels under which it was sent before, when it is over now; null to make them
     */
    Alert map(Notice notice, Standing standing, @Nullable Map<String, String> labels) {
        Failure failure = notice.failure();
        Instant now = clock.instant();
        Instant starts = earlier(failure.openedAt(), now);
        Instant resolvedAt = failure.resolvedAt();
        // Whatever happens to us, a symptom expires before what mutes it.
        Instant ends = now.plus(settings.expireAfter());
        if (notice.isResolved()) {
            ends = resolvedAt == null ? now : earlier(resolvedAt, now);
        } else if (!standing.fires()) {
            ends = now;
        } else if (standing.mutes()) {
            ends = ends.plus(settings.resend());
        }
        String link = settings.link() == null ? null : settings.link().of(failure);
        Alert alert = new Alert(
                labels == null ? labels(notice, standing) : labels, annotations(notice, link), starts, ends, link);
        return alert.endedAt(ends);
    }

    /** Nothing here changes while a failure is open, but the severity upwards and the root cause. */
    private Map<String, String> labels(Notice notice, Standing standing) {
        Failure failure = notice.failure();
        Map<String, String> labels = new TreeMap<>(settings.labels());
        put(labels, "alertname", failure.rule());
        put(labels, "cluster", failure.cluster());
        put(labels, "namespace", failure.subject().namespace());
        put(labels, "kind", failure.subject().kind());
        put(labels, "name", failure.subject().name());
        put(labels, "severity", notice.worst().name().toLowerCase(Locale.ROOT));
        put(labels, "failure_id", failure.id());
        put(labels, Alert.ROOT_CAUSE, standing.root());
        put(labels, Alert.SYMPTOM, Boolean.toString(standing.isSymptom()));
        return labels;
    }

    private Map<String, String> annotations(Notice notice, @Nullable String link) {
        ExplainedFailure explained = notice.explained();
        FailureWords words = new FailureWords(
                explained, settings.language().textsFor(explained.failure()), UnaryOperator.identity(), MAX_TEXT);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", words.text(TextKey.ALERT_SUMMARY, notice.worst()));
        annotations.put("description", words.text(TextKey.ALERT_DESCRIPTION, notice.worst()));
        annotations.put("remedy", FailureWords.numbered(words.remedySteps()));
        annotations.put("explanation", words.error() + '\n' + FailureWords.numbered(words.steps()));
        annotations.put(
                "explained_by",
                explained.explanation().model() == null
                        ? "remedy"
                        : words.safe(explained.explanation().model()));
        if (link != null) {
            annotations.put("link", link);
        }
        annotations.values().removeIf(String::isBlank);
        return annotations;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            labels.put(name, PlainText.cut(PlainText.clean(value), MAX_LABEL));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
