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
    Alert {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** The same alert, over at an instant. */
    Alert endedAt(Instant end) {
        return new Alert(labels, annotations, startsAt, end.isBefore(startsAt) ? startsAt : end, generatorURL);
    }
}
