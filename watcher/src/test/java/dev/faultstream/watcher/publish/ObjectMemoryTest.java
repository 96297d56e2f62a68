package dev.faultstream.watcher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.watcher.change.ClusterChange;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the watcher keeps of each object: key, hash and place. */
class ObjectMemoryTest {
    private static final int PODS = 100_000;
    private static final long CEILING = 200;

    @Test
    void shouldKeepFewBytesOfEachObject() throws Exception {
        SnapshotRouter router = SnapshotRouter.ofPartitions(12);
        router.route(upsert(-1));
        long before = usedHeap();

        for (int i = 0; i < PODS; i++) {
            router.route(upsert(i));
        }

        long bytes = (usedHeap() - before) / PODS;
        LoggerFactory.getLogger(ObjectMemoryTest.class)
                .atWarn()
                .addKeyValue("pods", PODS)
                .addKeyValue("bytesPerObject", bytes)
                .log("measured");
        assertThat(router.objects()).isEqualTo(PODS + 1);
        assertThat(bytes).isPositive().isLessThan(CEILING);
    }

    private static ClusterChange upsert(int i) {
        ObjectNode pod = Json.mapper().createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata")
                .put("name", "checkout-service-7d9f8b6c5d-" + Integer.toString(i + 1_000_000, 36))
                .put("namespace", "team-" + i % 300 + "-production");
        pod.putObject("status").put("phase", "Running").put("message", "x".repeat(2_000));
        return new ClusterChange.Upsert("production-eu-west-1", Instant.EPOCH, 1, pod);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
