package dev.faultstream.sink.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which Results there are to be and which there are, by failure id; the latest wins. Bounded by the number of open
 * failures and of Results. Thread-safe.
 */
final class ResultLedger {
    private final Map<String, DesiredResult> desired = new HashMap<>();
    private final Map<ResultPlace, String> idByPlace = new HashMap<>();
    private final Map<String, Sighting> observed = new HashMap<>();
    private final Set<String> compared = new HashSet<>();
    private long now;

    /** Says what a failure is to have, null for nothing; tells whether that is new. */
    synchronized boolean want(String failureId, @Nullable DesiredResult result) {
        DesiredResult before = result == null ? desired.remove(failureId) : desired.put(failureId, result);
        if (before != null) {
            idByPlace.remove(before.place(), failureId);
        }
        if (result == null) {
            return before != null || observed.containsKey(failureId);
        }
        idByPlace.put(result.place(), failureId);
        return before == null || !before.isSameAs(result);
    }

    synchronized @Nullable DesiredResult desired(String failureId) {
        return desired.get(failureId);
    }

    synchronized @Nullable ObservedResult observed(String failureId) {
        Sighting sighting = observed.get(failureId);
        return sighting == null ? null : sighting.result();
    }

    /** What was written, unless something later has been seen. */
    synchronized void record(String failureId, ObservedResult result) {
        Sighting known = observed.get(failureId);
        if (known == null || !result.isOlderThan(known.result())) {
            observed.put(failureId, new Sighting(result, ++now));
        }
    }

    synchronized void forget(String failureId) {
        observed.remove(failureId);
    }

    /** The Results that are there and are to be. */
    synchronized List<KeptResult> kept() {
        List<KeptResult> kept = new ArrayList<>();
        desired.forEach((id, result) -> {
            if (observed.containsKey(id)) {
                kept.add(KeptResult.of(result.spec()));
            }
        });
        return kept;
    }

    /** How many Results there are to be. */
    synchronized int size() {
        return desired.size();
    }

    /** Forgets the failures that another instance looks after now. */
    synchronized void release(Predicate<String> gone) {
        desired.entrySet().removeIf(entry -> {
            boolean released = gone.test(entry.getKey());
            if (released) {
                idByPlace.remove(entry.getValue().place(), entry.getKey());
            }
            return released;
        });
        observed.keySet().removeIf(gone);
        compared.removeIf(gone);
    }

    /** A point in time, for {@link #compare}. */
    synchronized long mark() {
        return now;
    }

    /**
     * Takes over what a list shows, unless it was written after the list was asked for.
     *
     * @param mark the point in time before the list was asked for
     * @param owned which failures are ours to look after
     */
    synchronized Differences compare(long mark, List<ObservedResult> listed, Predicate<String> owned) {
        Set<String> seen = new HashSet<>();
        List<ResultPlace> strays = new ArrayList<>();
        for (ObservedResult result : listed) {
            String id = idOf(result);
            if (id.isEmpty()) {
                // Ours by its labels, but nobody knows what it is about: one of the instances takes it away.
                if (owned.test(result.place().name())) {
                    strays.add(result.place());
                }
            } else if (owned.test(id)) {
                DesiredResult wanted = desired.get(id);
                if (wanted != null && !wanted.place().equals(result.place())) {
                    strays.add(result.place());
                } else {
                    seen.add(id);
                    if (isOlder(id, mark)) {
                        observed.put(id, new Sighting(result, mark));
                    }
                }
            }
        }
        observed.keySet().removeIf(id -> !seen.contains(id) && isOlder(id, mark));
        Set<String> unsettled = unsettled(owned);
        compared.addAll(unsettled);
        return new Differences(unsettled, strays);
    }

    /**
     * Takes over what a watch tells.
     *
     * @param gone whether the Result was deleted
     * @return the failure whose Result is not as it is to be any more; null when there is nothing to do
     */
    synchronized @Nullable String see(ObservedResult result, boolean gone, Predicate<String> owned) {
        String id = idOf(result);
        if (id.isEmpty() || !owned.test(id)) {
            return null;
        }
        DesiredResult wanted = desired.get(id);
        ObservedResult known = observed(id);
        boolean elsewhere = (wanted != null && !wanted.place().equals(result.place()))
                || (known != null && !known.place().equals(result.place()));
        if (elsewhere || (known != null && result.isOlderThan(known))) {
            return null;
        }
        if (known != null && !gone && result.version().equals(known.version())) {
            return null;
        }
        if (gone) {
            observed.remove(id);
            return wanted == null ? null : id;
        }
        observed.put(id, new Sighting(result, ++now));
        boolean asWanted =
                wanted != null && result.isAs(wanted) && result.status().isOf(wanted);
        return asWanted ? null : id;
    }

    /** Whether a failure has come out of a comparison since this was last asked. */
    synchronized boolean takeCompared(String failureId) {
        return compared.remove(failureId);
    }

    private String idOf(ObservedResult result) {
        return idByPlace.getOrDefault(result.place(), result.failureId());
    }

    private Set<String> unsettled(Predicate<String> owned) {
        Set<String> ids = new HashSet<>(observed.keySet());
        ids.addAll(desired.keySet());
        ids.removeIf(id -> {
            DesiredResult wanted = desired.get(id);
            ObservedResult there = observed(id);
            boolean settled = wanted != null && there != null && there.isSettled(wanted);
            return settled || !owned.test(id);
        });
        return ids;
    }

    private boolean isOlder(String id, long mark) {
        Sighting sighting = observed.get(id);
        return sighting == null || sighting.at() <= mark;
    }

    /**
     * What is not as it is to be.
     *
     * @param failureIds failures whose Result is missing, wrong or left over, or was written since the last comparison
     * @param strays further Results of failures that have one in its proper place, and Results of no failure
     */
    record Differences(Set<String> failureIds, List<ResultPlace> strays) {
        Differences {
            failureIds = Set.copyOf(failureIds);
            strays = List.copyOf(strays);
        }

        boolean isEmpty() {
            return failureIds.isEmpty() && strays.isEmpty();
        }
    }

    private record Sighting(ObservedResult result, long at) {}
}
