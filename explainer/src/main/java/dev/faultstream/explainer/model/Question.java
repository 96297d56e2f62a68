package dev.faultstream.explainer.model;

import static java.util.Objects.requireNonNull;

/**
 * What a model is asked.
 *
 * @param system the instruction; byte-identical for a language, so that a server can keep its prefix
 * @param user the failure, as data
 */
public record Question(String system, String user) {
    public Question {
        requireNonNull(system, "system");
        requireNonNull(user, "user");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "Question[" + (system.length() + user.length()) + " characters]";
    }
}
