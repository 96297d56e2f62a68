package dev.faultstream.explainer.work;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which failures are worth a model's time. Hygiene findings are of severity info and never among them.
 *
 * @param onlyRootCauses whether what another failure explains is left out
 * @param leastSeverity the mildest severity that is explained; info is never
 * @param excludedRules globs of rule ids that are left out
 */
public record Selection(boolean onlyRootCauses, Severity leastSeverity, List<String> excludedRules) {
    public Selection {
        excludedRules = List.copyOf(excludedRules);
        leastSeverity = leastSeverity.max(Severity.WARNING);
    }

    /** Why a failure is left out; empty when it is not. */
    Optional<SkipReason> skip(Failure failure) {
        if (failure.state() == Failure.State.RESOLVED) {
            return Optional.of(SkipReason.RESOLVED);
        }
        if (failure.severity().compareTo(leastSeverity) < 0) {
            return Optional.of(SkipReason.SEVERITY);
        }
        if (onlyRootCauses && !failure.isRootCause()) {
            return Optional.of(SkipReason.NOT_ROOT_CAUSE);
        }
        if (excludedRules.stream().anyMatch(glob -> matches(glob, failure.rule()))) {
            return Optional.of(SkipReason.RULE);
        }
        return failure.explanationKey() == null || failure.explanationKey().isBlank()
                ? Optional.of(SkipReason.NO_KEY)
                : Optional.empty();
    }

    private static boolean matches(String glob, String rule) {
        return rule.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
    }
}
