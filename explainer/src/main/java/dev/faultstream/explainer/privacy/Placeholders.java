package dev.faultstream.explainer.privacy;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.remedy.ParameterClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters of a failure and what may be said of each. Immutable. */
public final class Placeholders {
    private static final Set<String> ALWAYS = Set.of("cluster", "kind", "name", "namespace", "ref");
    private static final Set<String> KINDS = Set.of("kind", "targetKind");

    private final Map<String, String> values;
    private final boolean foreignKind;

    private Placeholders(Map<String, String> values, boolean foreignKind) {
        this.values = values;
        this.foreignKind = foreignKind;
    }

    /** The parameters of a failure, with those that every failure has. */
    public static Placeholders of(Failure failure) {
        Subject subject = failure.subject();
        Map<String, String> values = new TreeMap<>(failure.parameters());
        values.putIfAbsent("cluster", failure.cluster());
        values.putIfAbsent("kind", subject.kind());
        values.putIfAbsent("name", subject.name());
        values.putIfAbsent("namespace", subject.namespace() == null ? "" : subject.namespace());
        values.putIfAbsent("ref", "");
        return new Placeholders(values, !WellKnown.isApiVersion(subject.apiVersion()));
    }

    /** The names that an answer may use: those that will have a value wherever the answer is shown. */
    public Set<String> usable() {
        Set<String> names = new TreeSet<>(ALWAYS);
        values.forEach((name, value) -> {
            if (ParameterClass.of(name) != ParameterClass.TEXT && !value.isBlank()) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * The values that tell shapes of failures apart and identify nothing.
     *
     * @param used the names that message and remedy use: only they are part of the explanation key, so the values of
     *     all others differ between the failures that share an answer
     */
    public Map<String, String> telling(Set<String> used) {
        Map<String, String> telling = new TreeMap<>();
        values.forEach((name, value) -> {
            if (used.contains(name)
                    && ParameterClass.of(name) == ParameterClass.TELLING
                    && !value.isBlank()
                    && !hides(name)) {
                telling.put(name, value);
            }
        });
        return telling;
    }

    /** The values that identify something, by the name of their parameter. */
    Map<String, String> identifying() {
        Map<String, String> identifying = new TreeMap<>();
        values.forEach((name, value) -> {
            if (!value.isBlank() && (ParameterClass.of(name) == ParameterClass.IDENTIFYING || hides(name))) {
                identifying.put(name, value);
            }
        });
        return identifying;
    }

    /** The normalised free text, if there is one. */
    public String text() {
        return values.getOrDefault("text", "");
    }

    /** A kind of an API that only this cluster may have says who it is. */
    private boolean hides(String name) {
        return foreignKind && KINDS.contains(name);
    }
}
