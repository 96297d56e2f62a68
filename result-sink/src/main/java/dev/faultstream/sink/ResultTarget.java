package dev.faultstream.sink;

import dev.faultstream.sink.result.ResultSettings;
import io.fabric8.kubernetes.client.Config;

/**
 * A cluster that keeps Results.
 *
 * @param id the cluster whose failures they are about; empty when they may be of many
 * @param settings how they are written
 * @param cluster how the cluster is reached
 */
record ResultTarget(String id, ResultSettings settings, Config cluster) {
    /** Without the credentials. */
    @Override
    public String toString() {
        return "ResultTarget[" + id + "]";
    }
}
