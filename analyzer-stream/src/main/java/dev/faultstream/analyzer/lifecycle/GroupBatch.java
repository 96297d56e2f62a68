package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.engine.EvaluationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups that one batch of changes works on, read once and written once. */
final class GroupBatch {
    private final GroupStore store;
    private final Map<String, FailureGroup> groups = new TreeMap<>();
    private final Map<String, List<List<String>>> lastCauses = new TreeMap<>();

    GroupBatch(GroupStore store) {
        this.store = store;
    }

    @Nullable
    FailureGroup find(String id) {
        FailureGroup group = groups.get(id);
        if (group == null) {
            group = store.load(id);
            if (group != null) {
                groups.put(id, group);
            }
        }
        return group;
    }

    FailureGroup findOrCreate(EvaluationId id, Finding finding) {
        FailureGroup known = find(finding.failureId());
        if (known != null) {
            return known;
        }
        FailureGroup group = new FailureGroup(
                finding.failureId(),
                id.object().cluster(),
                finding.rule(),
                id.home(),
                id.object().kindRef(),
                finding.subject());
        groups.put(group.id, group);
        return group;
    }

    /** Notes the causes of a member that goes, for the one that takes its place. */
    void removed(String group, String memberName, GroupMember member) {
        lastCauses.put(group + ' ' + memberName, member.causes());
    }

    /** The causes of the member that stood in the place of a new one. */
    List<List<String>> causesBefore(String group, String memberName) {
        return lastCauses.getOrDefault(group + ' ' + memberName, List.of());
    }

    void drop(FailureGroup group) {
        groups.remove(group.id);
        store.delete(group);
    }

    Collection<FailureGroup> groups() {
        return groups.values();
    }

    void write() {
        groups.values().forEach(store::save);
        groups.clear();
        lastCauses.clear();
    }
}
