package dev.faultstream.standalone.terminal;

import dev.faultstream.schemas.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Failures under what explains them: each stands once, the worst and oldest roots first. */
final class FailureTree {
    static final Comparator<Failure> WORST_FIRST = Comparator.comparing(Failure::severity)
            .reversed()
            .thenComparing(Failure::openedAt)
            .thenComparing(Failure::id);

    private final List<Failure> roots = new ArrayList<>();
    private final Map<String, List<Failure>> explained = new HashMap<>();

    FailureTree(Collection<Failure> failures) {
        Map<String, Failure> byId = new LinkedHashMap<>();
        failures.stream().sorted(WORST_FIRST).forEach(failure -> byId.put(failure.id(), failure));
        Set<String> placed = new LinkedHashSet<>();
        for (Failure failure : byId.values()) {
            if (failure.causedBy().stream().noneMatch(byId::containsKey)) {
                roots.add(failure);
                place(failure, byId.values(), placed);
            }
        }
        // What explains one another has no root; the worst of it has to do.
        for (Failure failure : byId.values()) {
            if (!placed.contains(failure.id())) {
                roots.add(failure);
                place(failure, byId.values(), placed);
            }
        }
    }

    private void place(Failure cause, Collection<Failure> all, Set<String> placed) {
        placed.add(cause.id());
        List<Failure> symptoms = new ArrayList<>();
        for (Failure failure : all) {
            if (failure.causedBy().contains(cause.id()) && placed.add(failure.id())) {
                symptoms.add(failure);
            }
        }
        explained.put(cause.id(), symptoms);
        symptoms.forEach(symptom -> place(symptom, all, placed));
    }

    /** What nothing else here explains. */
    List<Failure> roots() {
        return List.copyOf(roots);
    }

    /** What a failure explains. */
    List<Failure> explainedBy(Failure cause) {
        return List.copyOf(explained.getOrDefault(cause.id(), List.of()));
    }
}
