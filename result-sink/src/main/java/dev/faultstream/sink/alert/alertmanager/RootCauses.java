package dev.faultstream.sink.alert.alertmanager;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which open failures explain which: enough to follow a symptom to the failure that nothing explains. Thread-safe. */
final class RootCauses {
    private static final int LONGEST_CHAIN = 64;

    private final Map<String, String> causes = new HashMap<>();

    /** Notes the first of the causes of a failure; gives whether that is news. */
    synchronized boolean put(String failureId, List<String> causedBy) {
        @Nullable
        String before = causedBy.isEmpty() ? causes.remove(failureId) : causes.put(failureId, causedBy.get(0));
        return causedBy.isEmpty() ? before != null : !causedBy.get(0).equals(before);
    }

    /** The failure at the end of the chain of first causes; the failure itself when nothing explains it. */
    synchronized String rootOf(String failureId, List<String> causedBy) {
        String root = failureId;
        Set<String> seen = new HashSet<>(Set.of(failureId));
        @Nullable String next = causedBy.isEmpty() ? null : causedBy.get(0);
        while (next != null && seen.add(next) && seen.size() <= LONGEST_CHAIN) {
            root = next;
            next = causes.get(next);
        }
        return root;
    }
}
