package dev.faultstream.explainer.model;

/** Told of every call to the model; must be quick and thread-safe. */
public interface ModelEvents {
    /** The model replied. */
    void replied(ModelReply reply);

    /** The model did not reply. */
    void failed(ModelProblem problem, long latencyMillis);

    /** Calls to the model began to be held back, or are let through again. */
    void availabilityChanged(boolean available);
}
