package dev.faultstream.sink.join;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** How what the join has published is read by those who share it. */
public final class ExplainedTopic {
    private ExplainedTopic() {}

    /**
     * The settings of a member of a group: it reads what is committed, from the beginning at first, and keeps its
     * partitions when others come and go.
     *
     * @param client settings of the Kafka consumer: at least the bootstrap servers
     */
    public static Map<String, Object> member(Map<String, Object> client, String group) {
        Map<String, Object> consumer = new HashMap<>(client);
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        return consumer;
    }
}
