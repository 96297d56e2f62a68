package dev.faultstream.explainer.work;

import dev.faultstream.explainer.answer.Flaw;

/** Told of what becomes of failures; must be quick and thread-safe. */
public interface WorkEvents {
    /** A record was dealt with. */
    void concluded(Outcome outcome);

    /** An answer of the model was not used. */
    void flawed(Flaw flaw);
}
