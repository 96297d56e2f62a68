package dev.faultstream.analyzer.engine;

import static java.util.Objects.requireNonNull;

import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its metadata after configuration.
 *
 * @param rule the rule
 * @param definition its metadata
 * @param grace its grace period
 * @param settle its settle period
 * @param severity its severity, unless a finding names its own
 * @param severityOverride the configured severity, which wins over a finding's own; null when there is none
 * @param graceOverride whether the grace period is configured, so that it wins over a finding's own
 */
public record ConfiguredRule(
        Rule<HasMetadata> rule,
        RuleDefinition definition,
        Duration grace,
        Duration settle,
        Severity severity,
        @Nullable Severity severityOverride,
        boolean graceOverride) {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(s|m|h|d)");

    @SuppressWarnings("unchecked")
    static ConfiguredRule of(Rule<?> rule, RuleSettings settings) {
        RuleDefinition definition = requireNonNull(
                rule.getClass().getAnnotation(RuleDefinition.class),
                () -> rule.getClass().getName() + " has no @RuleDefinition");
        Duration configuredGrace = settings.grace().get(definition.id());
        Severity configuredSeverity = settings.severity().get(definition.id());
        return new ConfiguredRule(
                (Rule<HasMetadata>) rule,
                definition,
                configuredGrace == null ? duration(definition.grace()) : configuredGrace,
                duration(definition.settle()),
                configuredSeverity == null ? definition.severity() : configuredSeverity,
                configuredSeverity,
                configuredGrace != null);
    }

    /** The rule's id. */
    public String id() {
        return definition.id();
    }

    int order() {
        return definition.order();
    }

    List<Class<? extends HasMetadata>> kinds() {
        return Arrays.asList(definition.kinds());
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration like 30s, 5m, 24h or 14d: \"" + text + "\"");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
