package dev.faultstream.sink.alert.alertmanager;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One alert as Alertmanager's API version 2 takes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Alert(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        @Nullable String generatorURL) {
    /** The label of the failure that explains the alert's, or of the alert's own. */
    static final String ROOT_CAUSE = "root_cause";

    /** The label that says whether another failure explains the alert's. */
    static final String SYMPTOM = "symptom";

    Alert {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    boolean fires(Instant now) {
        return endsAt.isAfter(now);
    }

    boolean isSymptom() {
        return Boolean.parseBoolean(labels.get(SYMPTOM));
    }

    /** The same alert, over at an instant. */
    Alert endedAt(Instant end) {
        return new Alert(labels, annotations, startsAt, end.isBefore(startsAt) ? startsAt : end, generatorURL);
    }
}
