package dev.faultstream.benchmarks.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An endless stream of status updates of the pods of a cluster, each of any pod and each different from what the pod
 * was: one pod in a hundred keeps being killed for its memory, one update in a hundred makes a pod unready, the next of
 * that pod ready again. A thousand of them make a second. Not thread-safe.
 */
public final class PodChanges {
    /** One pod of so many fails. */
    private static final int FAILING = 100;

    private static final int UNREADY = 100;
    private static final Duration STEP = Duration.ofMillis(1);

    private final SyntheticCluster cluster;
    private final Random random = new Random(20260101);
    private Instant now;
    private int version;

    public PodChanges(SyntheticCluster cluster) {
        this.cluster = cluster;
        this.now = cluster.start().plusSeconds(1);
    }

    /** The next of them. */
    public List<ClusterRecord> next(int count) {
        List<ClusterRecord> changes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            changes.add(next());
        }
        return changes;
    }

    private ClusterRecord next() {
        now = now.plus(STEP);
        version++;
        int pod = random.nextInt(cluster.pods());
        boolean killed = pod % FAILING == FAILING / 2;
        boolean ready = killed || random.nextInt(UNREADY) != 0;
        return cluster.pod(pod, new PodState(version, now, ready, killed), now);
    }
}
