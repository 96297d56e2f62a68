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

    /** How many open failures name a failure as their cause. */
    private final Map<String, Integer> explained = new HashMap<>();

    /** Notes an open failure with its causes; gives whether that is news. */
    synchronized boolean open(String failureId, List<String> causedBy) {
        String cause = causedBy.isEmpty() ? NONE : causedBy.get(0);
        String before = causes.put(failureId, cause);
        if (cause.equals(before)) {
            return false;
        }
        count(before, -1);
        count(cause, 1);
        return true;
    }

    /** Notes that a failure is over; gives whether that is news. */
    synchronized boolean over(String failureId) {
        String before = causes.remove(failureId);
        count(before, -1);
        return before != null;
    }

    synchronized boolean isOpen(String failureId) {
        return causes.containsKey(failureId);
    }

    /** Whether an open failure names this one as its cause. */
    synchronized boolean explainsOthers(String failureId) {
        return explained.containsKey(failureId);
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

    private void count(@Nullable String cause, int more) {
        if (cause != null && !cause.equals(NONE)) {
            explained.merge(cause, more, (one, other) -> one + other == 0 ? null : one + other);
        }
    }
}
