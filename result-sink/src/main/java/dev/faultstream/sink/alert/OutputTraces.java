package dev.faultstream.sink.alert;

import static java.util.Objects.requireNonNull;

import dev.faultstream.service.tracing.Step;
import dev.faultstream.service.tracing.Tracing;

/** Follows one output's notices to its receiver: a step for each time that one is handed over. Thread-safe. */
public final class OutputTraces {
    private final Tracing tracing;
    private final String output;
    private final String kind;

    /**
     * Follows an output.
     *
     * @param output what the operator calls it
     * @param kind what sort of receiver it has, in a word
     */
    public OutputTraces(Tracing tracing, String output, String kind) {
        this.tracing = requireNonNull(tracing, "tracing");
        this.output = requireNonNull(output, "output");
        this.kind = requireNonNull(kind, "kind");
    }

    /** Follows nothing. */
    public static OutputTraces off() {
        return new OutputTraces(Tracing.off(), "", "");
    }

    /** Begins to hand a notice over. What is told again because it is still so is no news of the change. */
    Handover begin(Next.Attempt attempt) {
        Step step = attempt.repeat()
                ? Step.NONE
                : tracing.call(
                        "deliver " + kind,
                        tracing.contextOf(attempt.event().record().headers()));
        if (step.context() != null) {
            step.put("faultstream.output", output)
                    .put("faultstream.output.kind", kind)
                    .put("faultstream.failure", attempt.failureId())
                    .put("faultstream.transition", attempt.transition().word())
                    .put("faultstream.attempts", attempt.entry().tries.count + 1L);
        }
        return new Handover(attempt, step);
    }
}
