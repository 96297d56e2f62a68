package dev.faultstream.service.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key the setting
 * @param problem what is wrong with it
 * @param origin where its value came from; null when it has none
 */
public record Violation(
        String key, String problem, @Nullable String origin) {
    /** One line that names key, problem and origin. */
    @Override
    public String toString() {
        return key + ": " + problem + (origin == null ? "" : " (from " + origin + ")");
    }
}
