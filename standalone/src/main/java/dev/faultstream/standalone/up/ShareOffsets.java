package dev.faultstream.standalone.up;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;

/** Up to where a share group has done with its partitions; beyond all of it when nothing is left. */
final class ShareOffsets {
    private ShareOffsets() {}

    static Map<TopicPartition, Long> of(Admin admin, String group) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group)
                .get()
                .forEach((partition, info) -> {
                    if (info != null) {
                        // What is kept of the start trails what was acknowledged; the lag is exact.
                        boolean isDone = info.lag().isPresent() && info.lag().get() == 0;
                        offsets.put(partition, isDone ? Long.valueOf(Long.MAX_VALUE) : info.startOffset());
                    }
                });
        return offsets;
    }
}
