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
    private final Map<String, Sighting> observed = new HashMap<>();
    private long now;

    /** Says what a failure is to have, null for nothing; tells whether that is new. */
    synchronized boolean want(String failureId, @Nullable DesiredResult result) {
        DesiredResult before = result == null ? desired.remove(failureId) : desired.put(failureId, result);
        if (result == null) {
            return before != null || observed.containsKey(failureId);
        }
        return before == null || !before.fingerprint().equals(result.fingerprint());
    }

    synchronized @Nullable DesiredResult desired(String failureId) {
        return desired.get(failureId);
    }

    synchronized @Nullable ObservedResult observed(String failureId) {
        Sighting sighting = observed.get(failureId);
        return sighting == null ? null : sighting.result();
    }

    synchronized void record(ObservedResult result) {
        observed.put(result.failureId(), new Sighting(result, ++now));
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
        desired.keySet().removeIf(gone);
        observed.keySet().removeIf(gone);
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
        Map<String, String> idByName = new HashMap<>();
        desired.forEach((id, result) -> idByName.put(result.name(), id));
        Set<String> seen = new HashSet<>();
        List<String> strays = new ArrayList<>();
        for (ObservedResult result : listed) {
            String id = idByName.getOrDefault(result.name(), result.failureId());
            if (id.isEmpty() || !owned.test(id)) {
                continue;
            }
            DesiredResult wanted = desired.get(id);
            if (wanted != null && !wanted.name().equals(result.name())) {
                strays.add(result.name());
                continue;
            }
            seen.add(id);
            if (isOlder(id, mark)) {
                observed.put(id, new Sighting(result, mark));
            }
        }
        observed.keySet().removeIf(id -> !seen.contains(id) && isOlder(id, mark));
        return new Differences(unsettled(owned), strays);
    }

    private Set<String> unsettled(Predicate<String> owned) {
        Set<String> ids = new HashSet<>(observed.keySet());
        ids.addAll(desired.keySet());
        ids.removeIf(id -> {
            DesiredResult wanted = desired.get(id);
            Sighting sighting = observed.get(id);
            boolean settled =
                    wanted != null && sighting != null && sighting.result().isSettled(wanted);
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
     * @param failureIds failures whose Result is missing, wrong or left over
     * @param strays names of further Results of failures that have one under its proper name
     */
    record Differences(Set<String> failureIds, List<String> strays) {
        Differences {
            failureIds = Set.copyOf(failureIds);
            strays = List.copyOf(strays);
        }
    }

    private record Sighting(ObservedResult result, long at) {}
}
