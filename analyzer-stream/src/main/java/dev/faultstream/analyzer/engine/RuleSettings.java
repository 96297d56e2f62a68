package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.Pack;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.api.RulePattern;
import dev.faultstream.schemas.failure.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What configuration says of the rules.
 *
 * @param packs packs that are on besides those that always are
 * @param disabled patterns of rule ids that are off
 * @param severity severities by rule id
 * @param grace grace periods by rule id
 */
public record RuleSettings(
        Set<Pack> packs, List<String> disabled, Map<String, Severity> severity, Map<String, Duration> grace) {
    public RuleSettings {
        packs = Set.copyOf(packs);
        disabled = List.copyOf(disabled);
        severity = Map.copyOf(severity);
        grace = Map.copyOf(grace);
    }

    /** Every rule as its definition says. */
    public static RuleSettings defaults() {
        return new RuleSettings(Set.of(), List.of(), Map.of(), Map.of());
    }

    boolean isOn(RuleDefinition rule) {
        return (rule.pack().onByDefault() || packs.contains(rule.pack()))
                && disabled.stream().noneMatch(pattern -> RulePattern.matches(pattern, rule.id()));
    }
}
