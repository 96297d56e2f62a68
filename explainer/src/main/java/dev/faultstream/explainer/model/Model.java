package dev.faultstream.explainer.model;

/** A chat model: one question, one reply, no memory, no retry. Thread-safe. */
@FunctionalInterface
public interface Model {
    /**
     * Asks and waits for the reply; an interrupt ends the wait and the generation.
     *
     * @throws ModelException if there is no reply
     */
    ModelReply ask(Question question);
}
