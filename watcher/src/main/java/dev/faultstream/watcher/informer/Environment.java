package dev.faultstream.watcher.informer;

import static java.util.Objects.requireNonNull;

import dev.faultstream.watcher.change.Pause;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a watch takes from the world around it.
 *
 * @param clock the time
 * @param pause how to wait
 * @param random makes generators of jitter, one for each thread
 */
public record Environment(Clock clock, Pause pause, Supplier<RandomGenerator> random) {
    public Environment {
        requireNonNull(clock, "clock");
        requireNonNull(pause, "pause");
        requireNonNull(random, "random");
    }

    /** The real world. */
    public static Environment real(Clock clock) {
        return new Environment(clock, Pause.REAL, RandomGenerator::getDefault);
    }
}
