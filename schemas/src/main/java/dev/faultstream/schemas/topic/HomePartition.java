package dev.faultstream.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of {@code k8s-resource-snapshots} where a namespace of a cluster lives: Kafka's default hash of
 * {@code cluster/namespace}.
 */
public final class HomePartition {
    private HomePartition() {}

    /**
     * The home of a namespace.
     *
     * @param namespace the namespace, {@code -} for cluster-scoped resources
     * @param partitions how many partitions the topic has, at least 1
     */
    public static int of(String cluster, String namespace, int partitions) {
        byte[] key = (cluster + '/' + namespace).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
