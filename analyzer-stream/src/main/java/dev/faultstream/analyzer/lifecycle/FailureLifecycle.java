package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.engine.ConfiguredRule;
import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.FindingListener;
import dev.faultstream.analyzer.engine.OrderedStore;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.Wakeups;
import dev.faultstream.analyzer.lifecycle.FailureGroup.State;
import dev.faultstream.schemas.snapshot.KindRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns findings into failures. Learns of findings while the engine settles, then {@link #flush} moves every group
 * that they concern through its life and returns the records that are worth writing. Used by one thread.
 */
public final class FailureLifecycle implements FindingListener {
    private static final String TARGET = "failure ";
    private static final Duration CHANGE_INTERVAL = Duration.ofMinutes(1);

    private final GroupBatch batch;
    private final GroupStore store;
    private final Wakeups wakeups;
    private final RuleSet rules;
    private final World world;
    private final LifecycleSettings settings;
    private final EngineObserver observer;
    private final RootCauses rootCauses;
    private final FailureWriter writer;
    private final NavigableSet<String> dirty = new TreeSet<>();

    /**
     * @param failures the store of groups; nobody else writes to it
     * @param world what the lifecycle needs to know of the cluster
     * @param observer learns how many findings there are
     */
    public FailureLifecycle(
            OrderedStore failures,
            Wakeups wakeups,
            RuleSet rules,
            World world,
            LifecycleSettings settings,
            EngineObserver observer) {
        this.store = new GroupStore(failures);
        this.batch = new GroupBatch(store);
        this.wakeups = wakeups;
        this.rules = rules;
        this.world = world;
        this.settings = settings;
        this.observer = observer;
        this.rootCauses = new RootCauses(batch, store, rules, this::isHeld);
        this.writer = new FailureWriter(store, rules, settings.language());
    }

    @Override
    public void findingsChanged(
            EvaluationId id, List<Finding> before, List<Finding> now, Departure departure, Instant at) {
        for (Finding finding : before) {
            if (!now.contains(finding)) {
                remove(id, finding, departure);
            }
        }
        for (Finding finding : now) {
            if (!before.contains(finding)) {
                add(id, finding);
            }
        }
    }

    @Override
    public void causesChanged(EvaluationId id, Finding finding, List<List<String>> places) {
        String name = memberName(id, finding);
        GroupMember member = store.member(finding, name);
        if (member != null && !member.causes().equals(places)) {
            store.putMember(name, new GroupMember(finding, places));
            dirty.add(finding.failureId());
        }
    }

    /** Looks at a wake-up's target, if it is a failure; says whether it is. */
    public boolean wake(String target) {
        return target.startsWith(TARGET) && dirty.add(target.substring(TARGET.length()));
    }

    /** Lets go of the failures of objects of a kind that waited for its list to be complete. */
    public void release(String cluster, KindRef kind) {
        dirty.addAll(store.takeHeld(cluster, kind));
    }

    /** Moves everything on that has changed and returns the records to write, in the order of failure ids. */
    public List<FailureRecord> flush(Instant at) {
        if (dirty.isEmpty()) {
            return List.of();
        }
        NavigableSet<String> moved = new TreeSet<>();
        List<FailureRecord> records = new ArrayList<>();
        for (String id : dirty) {
            FailureGroup group = batch.find(id);
            if (group != null && advance(group, at, records)) {
                moved.add(id);
            }
        }
        dirty.clear();
        for (FailureGroup group : rootCauses.update(moved, at)) {
            publishIfDue(group, at, records);
        }
        batch.groups().forEach(group -> reschedule(group, at));
        batch.write();
        records.sort(Comparator.comparing(FailureRecord::id));
        return records;
    }

    private void remove(EvaluationId id, Finding finding, Departure departure) {
        FailureGroup group = batch.find(finding.failureId());
        String name = memberName(id, finding);
        GroupMember member = store.member(finding, name);
        if (group == null || member == null) {
            return;
        }
        batch.removed(group.id, name, member);
        store.deleteMember(finding, name);
        group.members--;
        count(group, -1);
        if (!GroupStore.matureAt(finding).isAfter(group.matureThrough)) {
            group.mature--;
        }
        group.goneUnobserved = departure == Departure.UNOBSERVED;
        dirty.add(group.id);
    }

    /** A finding that only changed its words keeps its causes until they are looked for again. */
    private void add(EvaluationId id, Finding finding) {
        FailureGroup group = batch.findOrCreate(id, finding);
        String name = memberName(id, finding);
        store.putMember(name, new GroupMember(finding, batch.causesBefore(group.id, name)));
        group.members++;
        count(group, 1);
        if (!GroupStore.matureAt(finding).isAfter(group.matureThrough)) {
            group.mature++;
        }
        group.subject = finding.subject();
        group.workload = finding.workload();
        dirty.add(group.id);
    }

    private void count(FailureGroup group, int change) {
        if (world.isLocal(group.cluster, group.home)) {
            observer.findings(group.cluster, group.rule, change);
        }
    }

    /** Moves a group to where it belongs at an instant; says whether it has to be looked at for publication. */
    private boolean advance(FailureGroup group, Instant at, List<FailureRecord> records) {
        if (isHeld(group)) {
            return false;
        }
        countMature(group, at);
        switch (group.state) {
            case NEW -> openIfMature(group);
            case OPEN -> {
                if (group.mature == 0) {
                    group.state = State.SETTLING;
                    group.goneAt = at;
                    resolveIfSettled(group, at);
                }
            }
            case SETTLING -> {
                if (group.mature > 0) {
                    group.state = State.OPEN;
                    group.goneAt = null;
                } else {
                    resolveIfSettled(group, at);
                }
            }
            case RESOLVED -> {
                if (group.mature > 0) {
                    reopen(group, at);
                } else if (!at.isBefore(historyEnd(group))) {
                    forget(group, records);
                    return false;
                }
            }
        }
        if (group.state == State.NEW && group.members == 0) {
            batch.drop(group);
            return false;
        }
        return group.state != State.NEW;
    }

    /** Has a group wait while the list of its objects' kind is under way; says whether it does. */
    private boolean isHeld(FailureGroup group) {
        boolean listing = world.isListing(group.cluster, group.objectKind);
        if (listing) {
            store.hold(group);
        }
        return listing;
    }

    private void countMature(FailureGroup group, Instant at) {
        if (at.isAfter(group.matureThrough)) {
            for (Instant maturity : store.maturities(group, Integer.MAX_VALUE)) {
                if (maturity.isAfter(at)) {
                    break;
                }
                group.mature++;
            }
            group.matureThrough = at;
        }
    }

    private void openIfMature(FailureGroup group) {
        if (group.mature > 0) {
            group.state = State.OPEN;
            group.announced = false;
            group.openedAt = firstMaturity(group);
            group.goneAt = null;
            group.causedBy = List.of();
            group.orphanedAt = null;
        }
    }

    private void reopen(FailureGroup group, Instant at) {
        Instant gone = group.goneAt;
        openIfMature(group);
        if (gone != null && group.openedAt != null && group.openedAt.isBefore(gone)) {
            group.openedAt = gone;
        }
        group.reopenings.add(at);
        group.isFlapping(at);
    }

    private void resolveIfSettled(FailureGroup group, Instant at) {
        if (!at.isBefore(Wakeups.roundUp(group.settledAt(settleOf(group), at)))) {
            group.state = State.RESOLVED;
            group.announced = false;
        }
    }

    private Instant firstMaturity(FailureGroup group) {
        List<Instant> first = new ArrayList<>(1);
        store.forEachMature(group, (name, member) -> {
            first.add(member.get().finding().matureAt());
            return false;
        });
        return first.isEmpty() ? group.matureThrough : first.get(0);
    }

    private void publishIfDue(FailureGroup group, Instant at, List<FailureRecord> records) {
        if (group.state == State.NEW
                || group.state == State.SETTLING
                || (group.announced && group.state == State.RESOLVED)) {
            return;
        }
        FailureWriter.Draft draft = writer.draft(group, at);
        boolean newsNow = !group.announced
                || group.severity != group.publishedSeverity
                || !group.causedBy.equals(group.publishedCausedBy);
        boolean newsLater = !draft.material().equals(group.publishedMessage)
                || group.mature > 2 * group.publishedCount
                || !group.subject.labels().equals(group.publishedLabels);
        group.changePending = false;
        if (newsNow || (newsLater && !at.isBefore(nextChange(group)))) {
            if (group.orphanedAt != null && group.state == State.OPEN) {
                group.causedBy = List.of();
                group.orphanedAt = null;
            }
            group.revision++;
            group.announced = true;
            group.publishedAt = at;
            group.lastDraft = draft;
            group.publishedMessage = draft.material();
            group.publishedCount = group.mature;
            group.publishedSeverity = group.severity;
            group.publishedCausedBy = group.causedBy;
            group.publishedLabels = group.subject.labels();
            if (world.isLocal(group.cluster, group.home)) {
                records.add(new FailureRecord(group.id, writer.write(group, draft, at, world)));
            }
        } else {
            group.changePending = newsLater;
        }
    }

    /** Sets when the group is looked at next; one that is held waits for its kind and not for a time. */
    private void reschedule(FailureGroup group, Instant at) {
        Instant next = world.isListing(group.cluster, group.objectKind) ? null : nextLook(group, at);
        String target = TARGET + group.id;
        if (Objects.equals(group.wake, next)) {
            wakeups.move(group.cluster, target, null, next);
        } else {
            wakeups.move(group.cluster, target, group.wake, next);
        }
        group.wake = next;
    }

    private @Nullable Instant nextLook(FailureGroup group, Instant at) {
        return switch (group.state) {
            case NEW -> nextMaturity(group);
            case OPEN ->
                earlier(
                        earlier(nextMaturity(group), group.becomesRootAt()),
                        group.changePending ? nextChange(group) : null);
            case SETTLING -> earlier(nextMaturity(group), group.settledAt(settleOf(group), at));
            case RESOLVED -> earlier(nextMaturity(group), historyEnd(group));
        };
    }

    private void forget(FailureGroup group, List<FailureRecord> records) {
        rootCauses.forget(group);
        if (group.members == 0) {
            wakeups.move(group.cluster, TARGET + group.id, group.wake, null);
            batch.drop(group);
        } else {
            group.state = State.NEW;
        }
        if (world.isLocal(group.cluster, group.home)) {
            records.add(new FailureRecord(group.id, null));
        }
    }

    private @Nullable Instant nextMaturity(FailureGroup group) {
        return store.maturities(group, 1).stream().findFirst().orElse(null);
    }

    private Instant historyEnd(FailureGroup group) {
        return Wakeups.roundUp(Objects.requireNonNull(group.publishedAt == null ? group.goneAt : group.publishedAt)
                .plus(settings.retention()));
    }

    private static Instant nextChange(FailureGroup group) {
        return group.publishedAt == null ? Instant.EPOCH : group.publishedAt.plus(CHANGE_INTERVAL);
    }

    private Duration settleOf(FailureGroup group) {
        return rules.find(group.rule).map(ConfiguredRule::settle).orElse(Duration.ZERO);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    private static String memberName(EvaluationId id, Finding finding) {
        return id.toString() + '#' + finding.part();
    }
}
