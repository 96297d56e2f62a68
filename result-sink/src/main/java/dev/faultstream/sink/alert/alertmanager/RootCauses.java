package dev.faultstream.sink.alert.alertmanager;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which failures are open and which explain which: enough to follow a symptom to what nothing explains. Thread-safe. */
final class RootCauses {
    private static final int LONGEST_CHAIN = 64;
    private static final String NONE = "";

    private final Map<String, String> causes = new HashMap<>();

    /** Notes an open failure with its causes; gives whether that is news. */
    synchronized boolean open(String failureId, List<String> causedBy) {
        String cause = causedBy.isEmpty() ? NONE : causedBy.get(0);
        return !cause.equals(causes.put(failureId, cause));
    }

    /** Notes that a failure is over; gives whether that is news. */
    synchronized boolean over(String failureId) {
        return causes.remove(failureId) != null;
    }

    synchronized boolean isOpen(String failureId) {
        return causes.containsKey(failureId);
    }

    /** The failure at the end of the chain of first causes; the failure itself when nothing explains it. */
    synchronized String rootOf(String failureId, List<String> causedBy) {
        String root = failureId;
        Set<String> seen = new HashSet<>(Set.of(failureId));
        @Nullable String next = causedBy.isEmpty() ? null : causedBy.get(0);
        while (next != null && !next.equals(NONE) && seen.add(next) && seen.size() <= LONGEST_CHAIN) {
            root = next;
            next = causes.get(next);
        }
        return root;
    }
}
