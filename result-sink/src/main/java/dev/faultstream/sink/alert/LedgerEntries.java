package dev.faultstream.sink.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The failures that an output knows of, and what waits to be told of each. Guarded by the ledger. */
final class LedgerEntries {
    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private final LedgerRepeats repeats;
    private final LongSupplier nanoTime;
    private int waiting;

    LedgerEntries(LedgerRepeats repeats, LongSupplier nanoTime) {
        this.repeats = repeats;
        this.nanoTime = nanoTime;
    }

    @Nullable
    LedgerEntry find(String failureId) {
        return entries.get(failureId);
    }

    LedgerEntry of(FailureEvent event) {
        return entries.computeIfAbsent(event.failureId(), id -> new LedgerEntry(event.partition()));
    }

    void forEach(BiConsumer<String, LedgerEntry> action) {
        entries.forEach(action);
    }

    /** Something waits to be told. */
    void add(LedgerEntry entry, FailureEvent event) {
        if (entry.pending.isEmpty()) {
            waiting++;
        }
        entry.pending.addLast(new LedgerEntry.Pending(event, event.offset(), nanoTime.getAsLong()));
    }

    /** Leaves the last of what waits; it stays as outstanding as the first was. */
    void merge(LedgerEntry entry, PartitionProgress progress) {
        if (entry.pending.size() < 2) {
            return;
        }
        LedgerEntry.Pending first = entry.pending.getFirst();
        LedgerEntry.Pending last = entry.pending.getLast();
        entry.pending.forEach(between -> {
            if (between.event().offset() != first.heldOffset()) {
                progress.complete(between.event().offset());
            }
        });
        entry.pending.clear();
        entry.pending.addLast(new LedgerEntry.Pending(last.event(), first.heldOffset(), first.readAt()));
    }

    /** Nothing that waits is to be told. */
    void drop(LedgerEntry entry, PartitionProgress progress) {
        if (!entry.pending.isEmpty()) {
            waiting--;
            entry.pending.forEach(pending -> {
                progress.complete(pending.heldOffset());
                progress.complete(pending.event().offset());
            });
            entry.pending.clear();
        }
    }

    /** This has been told, or is not to be. What was merged with later ones meanwhile waits on with those. */
    void remove(LedgerEntry entry, PartitionProgress progress, LedgerEntry.Pending pending) {
        if (entry.pending.remove(pending)) {
            progress.complete(pending.event().offset());
            progress.complete(pending.heldOffset());
            if (entry.pending.isEmpty()) {
                waiting--;
            }
        }
    }

    void forget(String failureId) {
        LedgerEntry entry = entries.remove(failureId);
        if (entry != null) {
            if (!entry.pending.isEmpty()) {
                waiting--;
            }
            repeats.unkeep(entry);
        }
    }

    void forgetIfOver(String failureId, LedgerEntry entry) {
        if (entry.pending.isEmpty() && entry.told == null && !entry.seen && entry.last == null) {
            forget(failureId);
        }
    }

    /** Forgets the failures of these partitions, and gives their ids. */
    List<String> release(Collection<Integer> gone) {
        List<String> forgotten = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (gone.contains(entry.partition)) {
                forgotten.add(id);
            }
        });
        forgotten.forEach(this::forget);
        return forgotten;
    }

    /** How many failures wait for something to be told of them. */
    int waiting() {
        return waiting;
    }

    /** How many open failures the receiver has been told of. */
    int told() {
        return (int)
                entries.values().stream().filter(entry -> entry.told != null).count();
    }

    /** For how long the oldest of what is to be told has been waiting, in nanoseconds. */
    long oldest() {
        long now = nanoTime.getAsLong();
        return entries.values().stream()
                .filter(entry -> !entry.pending.isEmpty())
                .mapToLong(entry -> now - entry.pending.getFirst().readAt())
                .max()
                .orElse(0);
    }
}
