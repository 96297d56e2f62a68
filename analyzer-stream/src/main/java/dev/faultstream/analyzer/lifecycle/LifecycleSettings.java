package dev.faultstream.analyzer.lifecycle;

import java.time.Duration;

/**
 * How failures live.
 *
 * @param language the language of remedies and explanations, {@code en} or {@code zh}
 * @param retention how long a resolved failure is kept
 */
public record LifecycleSettings(String language, Duration retention) {
    /** English, seven days. */
    public static LifecycleSettings defaults() {
        return new LifecycleSettings("en", Duration.ofDays(7));
    }
}
