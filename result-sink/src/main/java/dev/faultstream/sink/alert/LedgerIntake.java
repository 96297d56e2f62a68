package dev.faultstream.sink.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes records into the ledger. What was told before only says what the receiver knows; what is unread at a start is
 * taken as it is at its end; from then on each record counts. Guarded by the ledger.
 */
final class LedgerIntake {
    private final CommitProgress partitions;
    private final LedgerEntries entries;
    private final LedgerDecisions decisions;
    private final LedgerRepeats repeats;

    LedgerIntake(CommitProgress partitions, LedgerEntries entries, LedgerDecisions decisions, LedgerRepeats repeats) {
        this.partitions = partitions;
        this.entries = entries;
        this.decisions = decisions;
        this.repeats = repeats;
    }

    /** Takes a record; tells whether there is something to do for its failure now. */
    boolean accept(FailureEvent event) {
        PartitionProgress progress = partitions.of(event.partition());
        if (progress == null) {
            return false;
        }
        if (progress.isHistory(event.offset())) {
            history(event);
            return false;
        }
        LedgerEntry entry = entries.of(event);
        boolean backlog = !progress.isLive();
        if (backlog) {
            boolean attempted = event.isOpen() && progress.wasAttempted(event.offset());
            // Without any record of its opening left, whether it was told of cannot be known.
            boolean unknown = !event.isOpen() && !entry.seen && !progress.isNew() && event.isSelected();
            entry.perhapsTold |= attempted || unknown;
        }
        entry.seen |= event.isOpen();
        boolean isUnheardOf = entry.told == null && !entry.perhapsTold;
        boolean needless = entry.pending.isEmpty() && isUnheardOf && !event.isSelected();
        boolean ended = !event.isOpen() && isUnheardOf && (backlog || needless);
        if (needless || ended) {
            entries.drop(entry, progress);
            progress.read(event.offset(), false);
            if (ended) {
                entries.forget(event.failureId());
            }
            return false;
        }
        progress.read(event.offset(), true);
        entries.add(entry, event);
        if (backlog || decisions.isLate(entry)) {
            entries.merge(entry, progress);
        }
        return progress.isLive();
    }

    /** A failure was removed from the topic, some time after it was resolved. */
    void acceptTombstone(String failureId, int partition, long offset) {
        partitions.skip(partition, offset);
        LedgerEntry entry = entries.find(failureId);
        if (entry != null && entry.pending.isEmpty()) {
            entries.forget(failureId);
        }
    }

    /** A partition has been read up to where it ended; gives the failures of which there is something to tell. */
    List<String> caughtUp(int partition) {
        List<String> due = new ArrayList<>();
        if (!partitions.caughtUp(partition)) {
            return due;
        }
        entries.forEach((id, entry) -> {
            if (entry.partition == partition) {
                if (entry.told != null) {
                    repeats.scheduleFirst(entry);
                }
                if (!entry.pending.isEmpty() || entry.repeats()) {
                    due.add(id);
                }
            }
        });
        return due;
    }

    private void history(FailureEvent event) {
        if (!event.isOpen()) {
            entries.forget(event.failureId());
            return;
        }
        LedgerEntry entry = entries.of(event);
        entry.seen = true;
        if (entry.told != null || event.isSelected()) {
            decisions.settle(entry, event);
        }
    }
}
