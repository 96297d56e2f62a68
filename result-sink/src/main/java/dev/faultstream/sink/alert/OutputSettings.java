package dev.faultstream.sink.alert;

import static java.util.Objects.requireNonNull;

import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How one output reads and tries.
 *
 * @param name what the operator calls it
 * @param topic the topic of explained failures
 * @param deadLetters the topic of dead letters
 * @param group the consumer group, no other output's
 * @param filter which failures it tells of
 * @param transitions what it tells of them; a severity that rises is always told
 * @param catchUpAfter what could not be told for so long is told as it is by then, without what happened in between
 * @param backoff when what failed is tried again, and how often while other notices are taken
 * @param giveUpAfter for how long one notice is tried, whatever happens
 * @param workers how many requests run at the same time
 * @param maxPending how many failures may wait before no more records are read
 * @param maxOpen how many open failures are remembered in full, to be told again; further ones are told once
 * @param consumer settings of the Kafka consumer: at least the bootstrap servers
 */
public record OutputSettings(
        String name,
        String topic,
        String deadLetters,
        String group,
        OutputFilter filter,
        Set<Transition> transitions,
        Duration catchUpAfter,
        Backoff backoff,
        Duration giveUpAfter,
        int workers,
        int maxPending,
        int maxOpen,
        Map<String, Object> consumer) {
    public OutputSettings {
        requireNonNull(name, "name");
        requireNonNull(topic, "topic");
        requireNonNull(deadLetters, "deadLetters");
        requireNonNull(group, "group");
        requireNonNull(filter, "filter");
        requireNonNull(catchUpAfter, "catchUpAfter");
        requireNonNull(backoff, "backoff");
        requireNonNull(giveUpAfter, "giveUpAfter");
        transitions = Set.copyOf(transitions);
        consumer = Map.copyOf(consumer);
        if (workers < 1 || maxPending < 1 || maxOpen < 0) {
            throw new IllegalArgumentException("workers and maxPending must be positive, maxOpen not negative");
        }
    }

    /** Without the client settings, which may hold secrets. */
    @Override
    public String toString() {
        return "OutputSettings[" + name + "]";
    }
}
