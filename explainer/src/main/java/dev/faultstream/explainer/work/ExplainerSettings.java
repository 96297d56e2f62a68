package dev.faultstream.explainer.work;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How failures are explained.
 *
 * @param selection which failures are
 * @param provider what serves the model, as it is written into explanations
 * @param model the model's name, as it is written into explanations
 * @param answers how many answers are asked for before a failure is given up because none could be used
 * @param memory for how long a key that could not be explained is not asked about again
 * @param pause how long a key rests after the model did not reply to it
 */
public record ExplainerSettings(
        Selection selection, String provider, String model, int answers, Duration memory, Duration pause) {
    public ExplainerSettings {
        requireNonNull(selection, "selection");
        requireNonNull(provider, "provider");
        requireNonNull(model, "model");
        if (answers < 1) {
            throw new IllegalArgumentException("answers must be at least 1: " + answers);
        }
    }
}
