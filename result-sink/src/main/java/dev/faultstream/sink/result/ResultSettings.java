package dev.faultstream.sink.result;

import static java.util.Objects.requireNonNull;

import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.Map;

/**
 * How Results are written.
 *
 * @param topic the topic of explained failures
 * @param group the consumer group; its offsets only tell how far it is, the state is read anew at each start
 * @param namespace where the Results are kept, or those of cluster-scoped resources
 * @param placement whether that is for all of them
 * @param name marks the Results of this writer, as the name of a K8sGPT resource does; writers that share a namespace
 *     and see different failures need different names
 * @param backend what the Results name as their backend
 * @param selection which failures get a Result
 * @param workers how many requests run at the same time
 * @param maxPending how many Results may wait before no more records are read
 * @param reconcileInterval how often the Results are compared with what they are to be
 * @param retry when what failed is tried again
 * @param consumer settings of the Kafka consumer: at least the bootstrap servers
 */
public record ResultSettings(
        String topic,
        String group,
        String namespace,
        Placement placement,
        String name,
        String backend,
        ResultSelection selection,
        int workers,
        int maxPending,
        Duration reconcileInterval,
        Backoff retry,
        Map<String, Object> consumer) {
    public ResultSettings {
        requireNonNull(topic, "topic");
        requireNonNull(group, "group");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(backend, "backend");
        requireNonNull(placement, "placement");
        requireNonNull(selection, "selection");
        requireNonNull(reconcileInterval, "reconcileInterval");
        requireNonNull(retry, "retry");
        consumer = Map.copyOf(consumer);
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1: " + workers);
        }
        if (maxPending < 1) {
            throw new IllegalArgumentException("maxPending must be at least 1: " + maxPending);
        }
    }

    /** Without the client settings, which may hold secrets. */
    @Override
    public String toString() {
        return "ResultSettings[" + name + " in " + namespace + "]";
    }
}
