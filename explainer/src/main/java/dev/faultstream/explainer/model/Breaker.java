package dev.faultstream.explainer.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Stops the calls to a model that does not work, and lets a single one through now and then. Thread-safe. */
final class Breaker {
    private final CircuitBreaker circuit;

    Breaker(CallLimits limits, Clock clock, Consumer<Boolean> availability) {
        this.circuit = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(limits.breakAfter())
                        .minimumNumberOfCalls(limits.breakAfter())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(limits.firstBreak(), 2, limits.longestBreak()))
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .build());
        circuit.getEventPublisher().onStateTransition(event -> {
            State to = event.getStateTransition().getToState();
            if (to == State.OPEN || to == State.CLOSED) {
                availability.accept(to == State.CLOSED);
            }
        });
    }

    /** Whether a call may be made now; if so, its outcome must be told. */
    boolean tryCall() {
        return circuit.tryAcquirePermission();
    }

    void succeeded(long millis) {
        circuit.onSuccess(millis, TimeUnit.MILLISECONDS);
    }

    /** The call failed in a way that says nothing of the model. */
    void neutral() {
        circuit.releasePermission();
    }

    void failed(long millis, ModelException problem) {
        circuit.onError(millis, TimeUnit.MILLISECONDS, problem);
        if (problem.problem() == ModelProblem.CONFIGURATION && circuit.getState() != State.OPEN) {
            circuit.transitionToOpenState();
        }
    }

    /** Whether calls are stopped. */
    boolean isOpen() {
        return circuit.getState() == State.OPEN;
    }
}
