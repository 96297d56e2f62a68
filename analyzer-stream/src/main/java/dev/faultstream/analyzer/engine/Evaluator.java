package dev.faultstream.analyzer.engine;

import static dev.faultstream.analyzer.engine.FindingListener.Departure.NONE;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs analyses that something they read has invalidated. First findings, each after those it reads; then, where there
 * are findings, their causes, which may read any findings.
 */
final class Evaluator {
    private static final String TARGET = "evaluate ";

    private final EngineState state;
    private final Evaluations evaluations;
    private final DependencyIndex dependencies;
    private final Wakeups wakeups;
    private final RuleSet rules;
    private final Homes homes;
    private final FindingListener listener;
    private final EngineObserver observer;
    private final EngineOptions options;
    private final NavigableSet<EvaluationId> dirty = new TreeSet<>();
    private final NavigableSet<EvaluationId> dirtyCauses = new TreeSet<>();
    private final Map<EvaluationId, FindingListener.Departure> departures = new HashMap<>();
    private final Set<EvaluationId> running = new HashSet<>();

    Evaluator(
            EngineState state,
            EngineStores stores,
            Wakeups wakeups,
            RuleSet rules,
            Homes homes,
            FindingListener listener,
            EngineObserver observer,
            EngineOptions options) {
        this.options = options;
        this.state = state;
        this.evaluations = new Evaluations(stores.evaluations(), options.cachedObjects());
        this.dependencies = new DependencyIndex(stores.dependents());
        this.wakeups = wakeups;
        this.rules = rules;
        this.homes = homes;
        this.listener = listener;
        this.observer = observer;
    }

    /** Has an analysis run again. */
    void invalidate(EvaluationId id, FindingListener.Departure departure) {
        dirty.add(id);
        if (departure == NONE) {
            departures.remove(id);
        } else {
            departures.put(id, departure);
        }
    }

    /** Has everything run again that read the named thing. */
    void touch(String dependency) {
        dependencies.forEachReader(dependency, dirty::add, dirtyCauses::add);
    }

    /** Has an analysis run again because a time has come; says whether the target is one. */
    boolean wake(String target) {
        if (!target.startsWith(TARGET)) {
            return false;
        }
        EvaluationId id = EvaluationId.parse(target.substring(TARGET.length()));
        dirty.add(id);
        dirtyCauses.add(id);
        return true;
    }

    /** The analyses of an object that found or read something. */
    List<EvaluationId> known(ResourceKey object) {
        return evaluations.of(object);
    }

    /** Runs everything that is invalid. */
    void settle(Instant now) {
        while (!dirty.isEmpty()) {
            evaluate(dirty.first(), now);
        }
        while (!dirtyCauses.isEmpty()) {
            EvaluationId id = dirtyCauses.pollFirst();
            findCauses(id, now);
        }
        departures.clear();
    }

    private void evaluate(EvaluationId id, Instant now) {
        dirty.remove(id);
        if (!running.add(id)) {
            throw new IllegalStateException("findings read each other in a circle at " + id);
        }
        try {
            Evaluation before = evaluations.load(id);
            HasMetadata object = objectOf(id.object());
            Evaluation after = object == null ? Evaluation.EMPTY : evaluate(id, object, before, now);
            save(id, before, after);
            if (!before.findings().equals(after.findings())) {
                listener.findingsChanged(
                        id,
                        before.findings(),
                        after.findings(),
                        object == null ? departures.getOrDefault(id, FindingListener.Departure.DELETED) : NONE,
                        now);
                dirtyCauses.add(id);
                touch(Dependency.findings(id));
            }
        } finally {
            running.remove(id);
        }
    }

    private Evaluation evaluate(EvaluationId id, HasMetadata object, Evaluation before, Instant now) {
        RecordingView view = view(id, now, other -> current(other, now));
        FindingCollector collector = new FindingCollector(object, view, before.findings(), now, options);
        List<ConfiguredRule> applicable = rules.rulesFor(id.object().kindRef());
        for (ConfiguredRule rule : applicable) {
            collector.begin(rule);
            try {
                rule.rule().evaluate(object, view, collector);
                collector.commit();
            } catch (UndecidedException e) {
                collector.retain();
            } catch (RuntimeException e) {
                collector.retain();
                observer.ruleFailed(rule.id(), id, e);
            }
        }
        observer.evaluated(id, applicable.size());
        List<Finding> findings = new Silencer(rules, view).keep(object, collector.findings());
        return new Evaluation(findings, view.read(), view.wake(), before.causesRead(), before.causesWake());
    }

    private void findCauses(EvaluationId id, Instant now) {
        Evaluation before = evaluations.load(id);
        NavigableSet<String> read = new TreeSet<>();
        Instant wake = null;
        HasMetadata object = objectOf(id.object());
        if (object != null && homes.isLocal(id.object().cluster(), id.home())) {
            RecordingView view = view(id, now, other -> evaluations.load(other).findings());
            Map<String, ConfiguredRule> byId = new TreeMap<>();
            rules.rulesFor(id.object().kindRef()).forEach(rule -> byId.put(rule.id(), rule));
            for (Finding finding : before.findings()) {
                ConfiguredRule rule = byId.get(finding.rule());
                if (rule != null) {
                    listener.causesChanged(id, finding, causes(id, object, finding, rule, view));
                }
            }
            read = view.read();
            wake = view.wake();
        }
        save(id, before, new Evaluation(before.findings(), before.read(), before.wake(), read, wake));
    }

    private List<List<String>> causes(
            EvaluationId id, HasMetadata object, Finding finding, ConfiguredRule rule, RecordingView view) {
        CauseCollector causes = new CauseCollector(view, finding, this::explains);
        try {
            rule.rule().causes(object, finding, view, causes);
        } catch (UndecidedException e) {
            // What was found until here is all that can be known now.
        } catch (RuntimeException e) {
            observer.ruleFailed(rule.id(), id, e);
        }
        return causes.places();
    }

    private boolean explains(Finding finding) {
        return rules.find(finding.rule())
                .map(rule -> rule.definition().pack().explains())
                .orElse(false);
    }

    /** The findings of another analysis, which runs first when it is invalid. */
    private List<Finding> current(EvaluationId id, Instant now) {
        if (dirty.contains(id) || running.contains(id)) {
            evaluate(id, now);
        }
        return evaluations.load(id).findings();
    }

    private RecordingView view(
            EvaluationId id, Instant now, java.util.function.Function<EvaluationId, List<Finding>> findings) {
        return new RecordingView(id, now, homes.isLocal(id.object().cluster(), id.home()), state, findings);
    }

    private @Nullable HasMetadata objectOf(ResourceKey key) {
        return ObservedCluster.is(key)
                ? new ObservedCluster(key.cluster())
                : state.resources().find(key);
    }

    private void save(EvaluationId id, Evaluation before, Evaluation after) {
        if (before.equals(after)) {
            rearm(id, before, after);
            return;
        }
        dependencies.update(id, DependencyIndex.Phase.FINDINGS, before.read(), after.read());
        dependencies.update(id, DependencyIndex.Phase.CAUSES, before.causesRead(), after.causesRead());
        rearm(id, before, after);
        evaluations.save(id, before, after);
    }

    /** Sets the wake-up even if its time is the same as before: it may be the one that has just fired. */
    private void rearm(EvaluationId id, Evaluation before, Evaluation after) {
        Instant from = before.nextWake();
        Instant to = after.nextWake();
        if (from == null && to == null) {
            return;
        }
        String target = TARGET + id;
        String cluster = id.object().cluster();
        if (from != null && from.equals(to)) {
            wakeups.move(cluster, target, null, to);
        } else {
            wakeups.move(cluster, target, from, to);
        }
    }
}
