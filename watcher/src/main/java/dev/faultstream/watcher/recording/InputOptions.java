package dev.faultstream.watcher.recording;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How inputs are read.
 *
 * @param cluster the id of the cluster where an input does not name it
 * @param at the instant of manifests and dumps; null means the newest instant that they hold
 * @param clock gives the instant of manifests that hold none
 * @param onProblem is given what cannot be read; what it throws ends the reading, else the part is left out
 */
public record InputOptions(String cluster, @Nullable Instant at, Clock clock, Consumer<RecordingException> onProblem) {
    public InputOptions {
        requireNonNull(cluster, "cluster");
        requireNonNull(clock, "clock");
        requireNonNull(onProblem, "onProblem");
        if (cluster.isEmpty() || cluster.indexOf('/') >= 0) {
            throw new IllegalArgumentException("cluster must be a name without '/': \"" + cluster + "\"");
        }
    }

    /** Reading that stops at the first thing that is wrong. */
    public static InputOptions strict(String cluster, @Nullable Instant at, Clock clock) {
        return new InputOptions(cluster, at, clock, problem -> {
            throw problem;
        });
    }
}
