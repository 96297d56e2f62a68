package dev.faultstream.analyzer.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.faultstream.analyzer.engine.ConfiguredRule;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.schemas.failure.Severity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which open failures explain which, and how severe that makes each. A failure is explained by the first of
 * its places at which something is open; it is as severe as the worst that it explains in its own home.
 */
final class RootCauses {
    private static final int MEMBERS_ASKED = 10;
    /** Bounds the work if causes should change each other without end. */
    private static final int MOST_VISITS_EACH = 20;

    private final GroupBatch batch;
    private final GroupStore store;
    private final RuleSet rules;
    private final Predicate<FailureGroup> held;

    /**
     * @param held whether a group must not move now, whatever happens around it
     */
    RootCauses(GroupBatch batch, GroupStore store, RuleSet rules, Predicate<FailureGroup> held) {
        this.batch = batch;
        this.store = store;
        this.rules = rules;
        this.held = held;
    }

    /** Brings causes and severities up to date around groups that have moved; returns all that it looked at. */
    Collection<FailureGroup> update(NavigableSet<String> moved, Instant at) {
        NavigableSet<String> pending = new TreeSet<>(moved);
        for (String id : moved) {
            pending.addAll(store.symptoms(id));
            FailureGroup group = batch.find(id);
            if (group != null) {
                pending.addAll(group.causedBy);
            }
        }
        Map<String, FailureGroup> concerned = new TreeMap<>();
        int budget = MOST_VISITS_EACH * (pending.size() + 1);
        while (!pending.isEmpty() && budget-- > 0) {
            FailureGroup group = batch.find(requireNonNull(pending.pollFirst()));
            if (group != null && group.state != FailureGroup.State.NEW && !held.test(group)) {
                concerned.put(group.id, group);
                pending.addAll(updateOne(group, at));
            }
        }
        return concerned.values();
    }

    /** Takes a group out of the look-ups from its causes. */
    void forget(FailureGroup group) {
        group.candidates.forEach(cause -> store.removeSymptom(cause, group.id));
        group.candidates = new TreeSet<>();
        group.causedBy = List.of();
    }

    /** Updates one group and returns those that have to be looked at because of that. */
    private Set<String> updateOne(FailureGroup group, Instant at) {
        if (!group.isOpen()) {
            return Set.of();
        }
        List<String> causedBy = group.causesAfter(causesOf(group), at);
        Severity severity = severityOf(group);
        if (causedBy.equals(group.causedBy) && severity == group.severity) {
            return Set.of();
        }
        Set<String> affected = new TreeSet<>(group.causedBy);
        affected.addAll(causedBy);
        group.causedBy = causedBy;
        group.severity = severity;
        return affected;
    }

    private List<String> causesOf(FailureGroup group) {
        List<List<String>> places = new ArrayList<>();
        List<Integer> members = new ArrayList<>();
        store.forEachMature(group, (name, member) -> {
            List<List<String>> own = member.get().causes();
            for (int place = 0; place < own.size(); place++) {
                if (places.size() <= place) {
                    places.add(new ArrayList<>());
                }
                places.get(place).addAll(own.get(place));
            }
            members.add(places.size());
            return members.size() < MEMBERS_ASKED;
        });
        if (members.isEmpty()) {
            return group.causedBy;
        }
        remember(group, places);
        for (List<String> place : places) {
            List<String> open = place.stream()
                    .distinct()
                    .filter(id -> !id.equals(group.id) && explains(id, group))
                    .sorted()
                    .toList();
            if (!open.isEmpty()) {
                return open;
            }
        }
        return List.of();
    }

    private void remember(FailureGroup group, List<List<String>> places) {
        NavigableSet<String> candidates = new TreeSet<>();
        places.forEach(candidates::addAll);
        for (String gone : group.candidates) {
            if (!candidates.contains(gone)) {
                store.removeSymptom(gone, group.id);
            }
        }
        for (String come : candidates) {
            if (!group.candidates.contains(come)) {
                store.addSymptom(come, group.id);
            }
        }
        group.candidates = candidates;
    }

    /** Whether a failure is open and explains the group without being explained by it: a circle is cut at its latest. */
    private boolean explains(String id, FailureGroup symptom) {
        FailureGroup cause = batch.find(id);
        if (cause == null || !cause.isOpen()) {
            return false;
        }
        FailureGroup latest = latestOfCircle(cause, symptom);
        return latest == null || !latest.id.equals(symptom.id);
    }

    /** The last to open of the failures on a way from the cause back to the symptom; null when there is no way. */
    private @Nullable FailureGroup latestOfCircle(FailureGroup cause, FailureGroup symptom) {
        Deque<List<FailureGroup>> ways = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        ways.add(List.of(symptom, cause));
        while (!ways.isEmpty()) {
            List<FailureGroup> way = ways.poll();
            FailureGroup end = way.get(way.size() - 1);
            if (end.causedBy.contains(symptom.id)) {
                return way.stream()
                        .max(Comparator.comparing(
                                        (FailureGroup group) -> group.openedAt == null ? Instant.MAX : group.openedAt)
                                .thenComparing(group -> group.id))
                        .orElseThrow();
            }
            for (String id : end.causedBy) {
                FailureGroup next = seen.add(id) ? batch.find(id) : null;
                if (next != null && next.isOpen()) {
                    List<FailureGroup> longer = new ArrayList<>(way);
                    longer.add(next);
                    ways.add(longer);
                }
            }
        }
        return null;
    }

    private Severity severityOf(FailureGroup group) {
        Severity[] severity = {Severity.INFO};
        int[] asked = {0};
        store.forEachMature(group, (name, member) -> {
            severity[0] = severity[0].max(member.get().finding().severity());
            return ++asked[0] < MEMBERS_ASKED;
        });
        if (asked[0] == 0) {
            return group.severity;
        }
        boolean lifts = rules.find(group.rule)
                .map(ConfiguredRule::definition)
                .map(definition -> definition.pack().explains())
                .orElse(true);
        if (lifts) {
            for (String id : store.symptoms(group.id)) {
                FailureGroup symptom = batch.find(id);
                if (symptom != null
                        && symptom.isOpen()
                        && symptom.home.equals(group.home)
                        && symptom.causedBy.contains(group.id)) {
                    severity[0] = severity[0].max(symptom.severity);
                }
            }
        }
        return severity[0];
    }
}
