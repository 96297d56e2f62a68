package dev.faultstream.explainer.model;

import java.time.Duration;

/**
 * How hard a model is pressed.
 *
 * @param concurrency how many calls may run at once
 * @param attempts how often one question is asked while it may itself be what fails
 * @param firstDelay the wait before the second attempt; doubles from there
 * @param longestDelay the longest wait between attempts, whatever the server asks for
 * @param hold how long a question is kept while the model does not work, before it is handed back
 * @param breakAfter how many failures in a row stop the calls
 * @param firstBreak for how long they stop; doubles from there
 * @param longestBreak the longest stop
 */
public record CallLimits(
        int concurrency,
        int attempts,
        Duration firstDelay,
        Duration longestDelay,
        Duration hold,
        int breakAfter,
        Duration firstBreak,
        Duration longestBreak) {
    public CallLimits {
        positive("concurrency", concurrency);
        positive("attempts", attempts);
        positive("breakAfter", breakAfter);
        positive("firstDelay", firstDelay);
        positive("longestDelay", longestDelay);
        positive("hold", hold);
        positive("firstBreak", firstBreak);
        positive("longestBreak", longestBreak);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
