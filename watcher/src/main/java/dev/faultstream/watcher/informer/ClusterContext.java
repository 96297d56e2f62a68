package dev.faultstream.watcher.informer;

import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.change.ChangeSink;
import dev.faultstream.watcher.change.Pause;
import java.time.Clock;

/**
 * What all that watches one cluster shares.
 *
 * @param cluster the cluster's id
 * @param epoch the run of the watcher
 * @param server the cluster's API server
 * @param sink where changes go
 * @param settings how to list and watch
 * @param observer is told how it goes
 * @param environment the world around
 */
record ClusterContext(
        String cluster,
        long epoch,
        ApiServer server,
        ChangeSink sink,
        InformerSettings settings,
        InformerObserver observer,
        Environment environment) {
    Clock clock() {
        return environment.clock();
    }

    Pause pause() {
        return environment.pause();
    }
}
