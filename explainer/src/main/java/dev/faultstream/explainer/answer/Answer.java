package dev.faultstream.explainer.answer;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a model said of a failure, with placeholders.
 *
 * @param error what the failure means
 * @param solution what to do, in order
 */
public record Answer(String error, List<String> solution) {
    public Answer {
        requireNonNull(error, "error");
        solution = List.copyOf(solution);
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "Answer[" + solution.size() + " steps]";
    }
}
