package dev.faultstream.analyzer.api;

/** Patterns of rule ids: an id, or any number of {@code *} that stand for any characters. */
public final class RulePattern {
    private RulePattern() {}

    /** Whether the pattern matches the rule id. */
    public static boolean matches(String pattern, String rule) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(rule);
        }
        if (star == pattern.length() - 1) {
            return rule.startsWith(pattern.substring(0, star));
        }
        if (!rule.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int from = star; from <= rule.length(); from++) {
            if (matches(rest, rule.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
