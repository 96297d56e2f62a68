package dev.faultstream.sink.join;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import java.util.HashMap;
import java.util.Map;

/** What can stand in place of a placeholder: the failure's parameters, and what every failure has. */
final class SubjectValues {
    private SubjectValues() {}

    static Map<String, String> of(Failure failure) {
        Subject subject = failure.subject();
        Map<String, String> values = new HashMap<>();
        values.put("cluster", failure.cluster());
        values.put("namespace", subject.namespace() == null ? "" : subject.namespace());
        values.put("name", subject.name());
        values.put("kind", subject.kind());
        values.put("ref", subject.reference());
        values.putAll(failure.parameters());
        return values;
    }
}
