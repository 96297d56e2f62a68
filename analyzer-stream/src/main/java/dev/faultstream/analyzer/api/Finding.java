package dev.faultstream.analyzer.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A problem that a rule sees in an object now, before grace and grouping.
 *
 * @param rule the rule's id
 * @param failureId the failure that it belongs to once its grace has passed
 * @param part the part of the object; empty for all of it
 * @param since the instant from which it counts
 * @param grace how long it must persist from then on
 * @param severity its own severity
 * @param subject the subject of its failure
 * @param workload the failing workload as {@code Kind/name} when that is not the subject; null else
 * @param parameters values of message and remedy
 * @param ages parameters whose value is the time from (or to) an instant, known when it is published
 * @param evidence what it was concluded from
 */
public record Finding(
        String rule,
        String failureId,
        String part,
        Instant since,
        Duration grace,
        Severity severity,
        Subject subject,
        @Nullable String workload,
        Map<String, String> parameters,
        Map<String, Instant> ages,
        List<Evidence> evidence) {
    /** The parameters that can be ages, with their units. */
    public static final Map<String, ChronoUnit> AGE_UNITS = Map.of(
            "seconds", ChronoUnit.SECONDS,
            "minutes", ChronoUnit.MINUTES,
            "hours", ChronoUnit.HOURS,
            "days", ChronoUnit.DAYS);

    public Finding {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        ages = ages == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(ages));
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    /** The instant from which it can be a failure. */
    @JsonIgnore
    public Instant matureAt() {
        return since.plus(grace);
    }

    /** The value of a parameter; empty when it has none. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** All parameters, with ages told as of the given instant. */
    public Map<String, String> parametersAt(Instant now) {
        Map<String, String> all = new TreeMap<>(parameters);
        ages.forEach((name, instant) -> {
            ChronoUnit unit = AGE_UNITS.get(name);
            if (unit != null) {
                all.put(name, Long.toString(Math.abs(unit.between(instant, now))));
            }
        });
        return all;
    }

    /** Whether the rule's id is the pattern, or starts with what stands before its {@code *}. */
    public boolean isOf(String rulePattern) {
        return RulePattern.matches(rulePattern, rule);
    }
}
