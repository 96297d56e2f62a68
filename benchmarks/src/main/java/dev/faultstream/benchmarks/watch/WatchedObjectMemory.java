package dev.faultstream.benchmarks.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.benchmarks.Benchmark;
import dev.faultstream.benchmarks.Memory;
import dev.faultstream.benchmarks.Report;
import dev.faultstream.benchmarks.cluster.PodState;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.publish.SnapshotRouter;
import java.io.IOException;
import java.time.Instant;

/** What the watcher remembers of each object that it has published, beside what the object itself takes as bytes. */
public final class WatchedObjectMemory implements Benchmark {
    private static final int PARTITIONS = 12;

    @Override
    public String name() {
        return "watched-object-memory";
    }

    @Override
    public void run(boolean quick, Report report) throws IOException {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        SyntheticCluster cluster = new SyntheticCluster(quick ? 1_000 : 100_000, now);
        SnapshotRouter router = SnapshotRouter.ofPartitions(PARTITIONS);
        route(router, cluster, 0, now);
        long before = Memory.usedHeap();
        long bytes = 0;
        for (int pod = 1; pod < cluster.pods(); pod++) {
            bytes += route(router, cluster, pod, now);
        }
        long after = Memory.usedHeap();
        int objects = cluster.pods() - 1;
        report.value("watched pods", router.objects(), "");
        report.value("bytes of a pod as JSON", (double) bytes / objects, "bytes");
        report.value("heap for each watched pod", (double) (after - before) / objects, "bytes");
    }

    private static int route(SnapshotRouter router, SyntheticCluster cluster, int pod, Instant now) throws IOException {
        String json = cluster.podJson(pod, PodState.healthy(0, now));
        ObjectNode resource = (ObjectNode) Json.mapper().readTree(json);
        router.route(new ClusterChange.Upsert(SyntheticCluster.NAME, now, 1, resource));
        return json.length();
    }
}
