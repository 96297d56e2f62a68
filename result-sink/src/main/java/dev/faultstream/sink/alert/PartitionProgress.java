package dev.faultstream.sink.alert;

import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far an output is in one partition. Below the committed offset everything has been told, or was not to be; of what
 * follows, only what is announced may have been. Not thread-safe.
 */
final class PartitionProgress {
    private final long told;
    private final long end;
    private final Attempted before;
    private final boolean isNew;
    private final TreeSet<Long> outstanding = new TreeSet<>();
    private final TreeSet<Long> announced = new TreeSet<>();
    private final TreeSet<Long> confirmed = new TreeSet<>();
    private long position;
    private boolean live;
    private int inFlight;
    private boolean leaving;

    /**
     * The progress at the start.
     *
     * @param committed what the group has committed; null when it has not
     * @param end the end of the partition: what is before it is caught up with as one
     */
    PartitionProgress(@Nullable OffsetAndMetadata committed, long end) {
        // An offset behind the end is of a topic that was deleted and made again.
        OffsetAndMetadata usable = committed != null && committed.offset() <= end ? committed : null;
        isNew = usable == null;
        told = usable == null ? 0 : usable.offset();
        before = usable == null ? Attempted.NONE : Attempted.parse(usable.metadata());
        position = told;
        this.end = end;
        before.offsets().tailSet(told).forEach(announced::add);
    }

    boolean isHistory(long offset) {
        return offset < told;
    }

    boolean wasAttempted(long offset) {
        return before.contains(offset);
    }

    /** Whether nothing has ever been told of this partition. */
    boolean isNew() {
        return isNew;
    }

    long end() {
        return end;
    }

    boolean isLive() {
        return live;
    }

    void goLive() {
        live = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    void begin() {
        inFlight++;
    }

    void end(int attempts) {
        inFlight -= attempts;
    }

    boolean isIdle() {
        return inFlight == 0;
    }

    /** A record was read. */
    void read(long offset, boolean waits) {
        position = Math.max(position, offset + 1);
        if (waits) {
            outstanding.add(offset);
        }
    }

    /** Everything before this offset was read, records or not. */
    void readUpTo(long offset) {
        position = Math.max(position, offset);
    }

    void complete(long offset) {
        outstanding.remove(offset);
    }

    /** Whether it is committed that the receiver may be told of this. */
    boolean isAnnounced(long offset) {
        return confirmed.contains(offset) || before.contains(offset);
    }

    void announce(long offset) {
        announced.add(offset);
    }

    void committed() {
        confirmed.clear();
        confirmed.addAll(announced);
    }

    /** What there is to commit. */
    OffsetAndMetadata toCommit() {
        long offset = outstanding.isEmpty() ? position : outstanding.first();
        announced.headSet(offset).clear();
        long below = before.below() > offset ? before.below() : 0;
        return new OffsetAndMetadata(offset, new Attempted(below, announced).format());
    }
}
