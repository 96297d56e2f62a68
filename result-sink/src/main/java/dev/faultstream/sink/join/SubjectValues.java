package dev.faultstream.sink.join;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import java.util.HashMap;
import java.util.Locale;
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
        values.put("ref", ref(subject));
        values.putAll(failure.parameters());
        return values;
    }

    /** The subject as kubectl takes it; the group is only written where a short name may mean something else. */
    private static String ref(Subject subject) {
        int slash = subject.apiVersion().indexOf('/');
        String group = slash < 0 ? "" : subject.apiVersion().substring(0, slash);
        boolean builtIn = group.indexOf('.') < 0 || group.endsWith(".k8s.io");
        String kind = subject.kind().toLowerCase(Locale.ROOT);
        return (builtIn ? kind : kind + '.' + group) + '/' + subject.name();
    }
}
