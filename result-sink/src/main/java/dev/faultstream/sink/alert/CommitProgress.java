package dev.faultstream.sink.alert;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/** How far an output is in each of its partitions, and what of it there is to commit. Guarded by the ledger. */
final class CommitProgress {
    private final Map<Integer, PartitionProgress> partitions = new HashMap<>();

    void assign(int partition, @Nullable OffsetAndMetadata committed, long end) {
        partitions.put(partition, new PartitionProgress(committed, end));
    }

    void release(Collection<Integer> gone) {
        gone.forEach(partitions::remove);
    }

    /** How far it is in a partition; null when that is not ours. */
    @Nullable
    PartitionProgress of(int partition) {
        return partitions.get(partition);
    }

    /** Whether a record is none of those that were there when it was last told how far it is. */
    boolean isNews(int partition, long offset) {
        PartitionProgress progress = partitions.get(partition);
        return progress != null && !progress.isHistory(offset);
    }

    /** A record was read that tells nothing. */
    void skip(int partition, long offset) {
        PartitionProgress progress = partitions.get(partition);
        if (progress != null && !progress.isHistory(offset)) {
            progress.read(offset, false);
        }
    }

    /** A partition has been read up to where it ended; whether it is ours. */
    boolean caughtUp(int partition) {
        PartitionProgress progress = partitions.get(partition);
        if (progress == null) {
            return false;
        }
        progress.readUpTo(progress.end());
        progress.goLive();
        return true;
    }

    /** Everything before this offset has been read, records or not. */
    void readUpTo(int partition, long offset) {
        PartitionProgress progress = partitions.get(partition);
        if (progress != null && progress.isLive()) {
            progress.readUpTo(offset);
        }
    }

    /** The receiver may be told of this from when it is committed on. */
    void announce(FailureEvent event) {
        PartitionProgress progress = partitions.get(event.partition());
        if (progress != null) {
            progress.announce(event.offset());
        }
    }

    /** What there was to commit is committed. */
    void committed() {
        partitions.values().forEach(PartitionProgress::committed);
    }

    /** What there is to commit, by partition. */
    Map<Integer, OffsetAndMetadata> toCommit() {
        Map<Integer, OffsetAndMetadata> commits = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            if (progress.isLive()) {
                commits.put(partition, progress.toCommit());
            }
        });
        return commits;
    }

    /** Does something with the progress of those of these partitions that are ours. */
    void forEach(Collection<Integer> some, Consumer<PartitionProgress> action) {
        some.forEach(partition -> {
            PartitionProgress progress = partitions.get(partition);
            if (progress != null) {
                action.accept(progress);
            }
        });
    }

    /** Whether nothing is being attempted for these partitions. */
    boolean isIdle(Collection<Integer> some) {
        return some.stream().allMatch(partition -> {
            PartitionProgress progress = partitions.get(partition);
            return progress == null || progress.isIdle();
        });
    }
}
