package dev.faultstream.analyzer.api;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a rule says about an object. Not thread-safe; used once. */
public final class FindingBuilder {
    private static final int LONGEST_TEXT = 300;

    private String part = "";
    private @Nullable Instant since;
    private @Nullable Instant notBefore;
    private @Nullable Duration grace;
    private @Nullable Severity severity;
    private @Nullable HasMetadata subject;
    private final Map<String, String> parameters = new TreeMap<>();
    private final Map<String, Instant> ages = new TreeMap<>();
    private final List<Evidence> evidence = new ArrayList<>();

    /**
     * The part of the object that has the problem (a container, a path, a port): an object can have one finding of a
     * rule for each part.
     */
    public FindingBuilder part(String partOfObject) {
        this.part = partOfObject;
        return this;
    }

    /** The instant, from the API object, from which the problem counts; null when it gives none. */
    public FindingBuilder since(@Nullable Instant instant) {
        this.since = instant;
        return this;
    }

    /**
     * The instant before which the problem cannot have begun, for one whose beginning nothing tells. A stream of changes
     * shows when it begins; of a single instant this is all that can be known.
     */
    public FindingBuilder notBefore(@Nullable Instant instant) {
        this.notBefore = instant;
        return this;
    }

    /** Another grace period than the rule's. */
    public FindingBuilder grace(Duration duration) {
        this.grace = duration;
        return this;
    }

    /** Another severity than the rule's. */
    public FindingBuilder severity(Severity ownSeverity) {
        this.severity = ownSeverity;
        return this;
    }

    /** Another subject than the object's owner. */
    public FindingBuilder subject(HasMetadata otherSubject) {
        this.subject = otherSubject;
        return this;
    }

    /** The value of a parameter of the message or remedy; null counts as empty. */
    public FindingBuilder with(String parameter, @Nullable Object value) {
        parameters.put(requireNonNull(parameter, "parameter"), value == null ? "" : value.toString());
        return this;
    }

    /** The parameter {@code text}: what a condition or event says, cut to 300 characters. */
    public FindingBuilder text(@Nullable String raw) {
        String text = raw == null ? "" : raw.strip();
        return with("text", text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }

    /**
     * A parameter that is the time between the instant and the publication, in the unit that its name gives:
     * {@code seconds}, {@code minutes}, {@code hours} or {@code days}, rounded down.
     */
    public FindingBuilder age(String parameter, Instant instant) {
        if (!Finding.AGE_UNITS.containsKey(parameter)) {
            throw new IllegalArgumentException(
                    "an age must be one of " + Finding.AGE_UNITS.keySet() + ": " + parameter);
        }
        ages.put(parameter, instant);
        return this;
    }

    /** What the finding was concluded from. */
    public FindingBuilder evidence(Evidence.Type type, String text, @Nullable Instant at) {
        evidence.add(new Evidence(type, text, at));
        return this;
    }

    /** Events that the finding was concluded from. */
    public FindingBuilder evidence(Collection<WarningEvent> events) {
        events.stream().limit(3).map(WarningEvent::evidence).forEach(evidence::add);
        return this;
    }

    public String part() {
        return part;
    }

    public @Nullable Instant since() {
        return since;
    }

    public @Nullable Instant notBefore() {
        return notBefore;
    }

    public @Nullable Duration grace() {
        return grace;
    }

    public @Nullable Severity severity() {
        return severity;
    }

    public @Nullable HasMetadata subject() {
        return subject;
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    public Map<String, Instant> ages() {
        return ages;
    }

    public List<Evidence> evidence() {
        return evidence;
    }
}
