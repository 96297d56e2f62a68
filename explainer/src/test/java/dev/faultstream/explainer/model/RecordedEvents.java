package dev.faultstream.explainer.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what happened to the model. */
public final class RecordedEvents implements ModelEvents {
    final List<ModelProblem> problems = new CopyOnWriteArrayList<>();
    final List<Boolean> availability = new CopyOnWriteArrayList<>();

    @Override
    public void replied(ModelReply reply) {}

    @Override
    public void failed(ModelProblem problem, long latencyMillis) {
        problems.add(problem);
    }

    @Override
    public void availabilityChanged(boolean available) {
        availability.add(available);
    }
}
