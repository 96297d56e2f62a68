package dev.faultstream.sink.join;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.topic.Topics;

/**
 * The topics that the join reads and writes.
 *
 * @param failures what is wrong, by failure id
 * @param explanations what a model said, by explanation key
 * @param explained both together, by failure id
 * @param deadLetters what could not be read
 */
public record JoinTopics(String failures, String explanations, String explained, String deadLetters) {
    public JoinTopics {
        requireNonNull(failures, "failures");
        requireNonNull(explanations, "explanations");
        requireNonNull(explained, "explained");
        requireNonNull(deadLetters, "deadLetters");
    }

    /** The topics of a deployment that puts a prefix before all names; the prefix may be empty. */
    public static JoinTopics withPrefix(String prefix) {
        return new JoinTopics(
                prefix + Topics.FAILURES,
                prefix + Topics.EXPLANATIONS,
                prefix + Topics.FAILURES_EXPLAINED,
                prefix + Topics.DEAD_LETTERS);
    }
}
