package dev.faultstream.schemas.failure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong in a cluster, one record a revision.
 *
 * @param id stable for cluster, rule, subject and workload: {@code f-} and a hash
 * @param cluster the cluster's id
 * @param rule the rule's id, {@code subject.problem}
 * @param severity the highest of its own and of what it explains
 * @param state whether it is still there
 * @param revision counts the records of this id, from 1
 * @param subject the resource that a person would fix
 * @param workload the built-in workload that fails, as {@code kind/name}, when the subject is something above it
 * @param objects what shows the failure
 * @param message what is wrong, in one sentence
 * @param template the message with {@code {parameter}} in place of values
 * @param parameters the values; see {@link dev.faultstream.schemas.remedy.ParameterClass}
 * @param evidence what it was concluded from
 * @param causedBy ids of the open failures that explain it; empty for a root cause
 * @param openedAt the instant from which it counts as a failure
 * @param changedAt when this revision was concluded
 * @param resolvedAt when it went away; null while open
 * @param resolution how it went away; null while open
 * @param remedy what to do about it, written by hand
 * @param doc the API field it is about; null when there is none
 * @param language the language of the remedy, {@code en} or {@code zh}
 * @param explanationKey equal for failures that one explanation serves
 */
public record Failure(
        String id,
        String cluster,
        String rule,
        Severity severity,
        State state,
        int revision,
        Subject subject,
        @Nullable String workload,
        AffectedObjects objects,
        String message,
        String template,
        Map<String, String> parameters,
        List<Evidence> evidence,
        List<String> causedBy,
        Instant openedAt,
        Instant changedAt,
        @Nullable Instant resolvedAt,
        @Nullable Resolution resolution,
        Remedy remedy,
        @Nullable Doc doc,
        String language,
        String explanationKey) {
    public Failure {
        requireNonNull(id, "id");
        requireNonNull(cluster, "cluster");
        requireNonNull(rule, "rule");
        requireNonNull(severity, "severity");
        requireNonNull(state, "state");
        requireNonNull(subject, "subject");
        requireNonNull(objects, "objects");
        requireNonNull(message, "message");
        requireNonNull(template, "template");
        requireNonNull(openedAt, "openedAt");
        requireNonNull(changedAt, "changedAt");
        requireNonNull(remedy, "remedy");
        requireNonNull(explanationKey, "explanationKey");
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters == null ? Map.of() : parameters));
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        causedBy = causedBy == null ? List.of() : List.copyOf(causedBy);
        language = language == null ? "en" : language;
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be at least 1: " + revision);
        }
    }

    /** Whether nothing open explains it. */
    @JsonIgnore
    public boolean isRootCause() {
        return causedBy.isEmpty();
    }

    /** Without what comes from the cluster. */
    @Override
    public String toString() {
        return "Failure[" + id + " " + rule + " " + state + " revision " + revision + "]";
    }

    /** Whether a failure is still there. */
    public enum State {
        /** It is there; also what an unknown state is read as. */
        @JsonEnumDefaultValue
        @JsonProperty("open")
        OPEN,
        @JsonProperty("resolved")
        RESOLVED
    }

    /** How a failure went away. */
    public enum Resolution {
        /** What failed works again. */
        @JsonEnumDefaultValue
        @JsonProperty("recovered")
        RECOVERED,
        /** What failed was deleted. */
        @JsonProperty("deleted")
        DELETED,
        /** It vanished while nobody was watching. */
        @JsonProperty("unobserved")
        UNOBSERVED
    }

    /**
     * What to do, written by hand.
     *
     * @param error what the failure means
     * @param steps what to do, in order
     */
    public record Remedy(String error, List<String> steps) {
        public Remedy {
            requireNonNull(error, "error");
            steps = List.copyOf(steps);
        }
    }

    /**
     * The API field that a failure is about.
     *
     * @param field apiVersion, kind and path, arrays elided
     * @param text what the field means
     */
    public record Doc(String field, String text) {}
}
