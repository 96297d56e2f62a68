package dev.faultstream.sink.alert;

import dev.faultstream.service.tracing.Step;
import dev.faultstream.sink.alert.DeliveryException.Fault;

/** An attempt while the receiver has it, and the step that follows it; to be ended by one of the methods that say how. */
record Handover(Next.Attempt attempt, Step step) {
    private static final String OUTCOME = "faultstream.outcome";
    private static final String FAULT = "faultstream.fault";

    Notice notice() {
        return attempt.notice().goingOnFrom(step.context());
    }

    void delivered() {
        step.put(OUTCOME, "delivered").close();
    }

    void retried(Fault fault) {
        step.put(OUTCOME, "retried").put(FAULT, fault.word()).close();
    }

    void dead(Fault fault) {
        step.put(OUTCOME, "dead").put(FAULT, fault.word()).failed(fault.word());
        step.close();
    }

    /** Nobody knows whether the receiver has taken it. */
    void interrupted() {
        step.put(OUTCOME, "interrupted").close();
    }
}
