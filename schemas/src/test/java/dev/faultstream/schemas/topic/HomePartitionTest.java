package dev.faultstream.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomePartitionTest {
    /** These may never change: what is already in a topic lies where they say. */
    @ParameterizedTest
    @CsvSource({
        "prod,-,1,0",
        "prod,-,3,0",
        "prod,-,12,9",
        "prod,shop,1,0",
        "prod,shop,3,1",
        "prod,shop,12,10",
        "prod,payments,1,0",
        "prod,payments,3,0",
        "prod,payments,12,0",
        "prod,kube-system,1,0",
        "prod,kube-system,3,2",
        "prod,kube-system,12,5",
        "edge-eu-1,shop,1,0",
        "edge-eu-1,shop,3,1",
        "edge-eu-1,shop,12,4",
        "東京,店,1,0",
        "東京,店,3,0",
        "東京,店,12,9"
    })
    void shouldStayWhereItIs(String cluster, String namespace, int partitions, int home) {
        assertThat(HomePartition.of(cluster, namespace, partitions)).isEqualTo(home);
    }

    @ParameterizedTest
    @CsvSource({"prod,shop", "prod,-", "東京,店", "a,b"})
    void shouldBeTheHashOfKafkasDefaultPartitioner(String cluster, String namespace) {
        byte[] key = (cluster + "/" + namespace).getBytes(UTF_8);
        assertThat(HomePartition.of(cluster, namespace, 12)).isEqualTo(BuiltInPartitioner.partitionForKey(key, 12));
    }
}
