package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.Homes;
import dev.faultstream.analyzer.engine.OrderedStore;
import dev.faultstream.analyzer.lifecycle.StoredFailures;
import dev.faultstream.schemas.failure.Failure;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one task has found and published as open. It starts from the store, not from nothing, and is given back when the
 * task ends: so the numbers of all tasks together are right after a restart and after partitions have moved. Used by
 * the task's thread.
 */
final class Census implements EngineObserver {
    private final AnalyzerObserver observer;
    private final Map<String, OpenFailure> open = new HashMap<>();
    private final Map<String, Map<String, Integer>> findings = new HashMap<>();

    Census(AnalyzerObserver observer) {
        this.observer = observer;
    }

    void load(OrderedStore failures, Homes homes) {
        StoredFailures.forEach(failures, homes, group -> {
            findings(group.cluster(), group.rule(), group.findings());
            if (group.open()) {
                replace(group.id(), OpenFailure.of(group));
            }
        });
    }

    /** A revision is published; null is the end of a failure's history. */
    void published(String id, @Nullable Failure failure) {
        boolean isOpen = failure != null && failure.state() == Failure.State.OPEN;
        boolean wasOpen = open.containsKey(id);
        replace(id, failure != null && isOpen ? OpenFailure.of(failure) : null);
        if (failure != null && isOpen != wasOpen) {
            if (isOpen) {
                observer.opened(failure);
            } else {
                observer.resolved(failure);
            }
        }
    }

    /** The task ends: what it counted, another one will. */
    void close() {
        open.values().forEach(failure -> observer.open(failure, -1));
        open.clear();
        findings.forEach((cluster, rules) -> rules.forEach((rule, count) -> observer.findings(cluster, rule, -count)));
        findings.clear();
    }

    @Override
    public void findings(String cluster, String rule, int change) {
        findings.computeIfAbsent(cluster, any -> new HashMap<>()).merge(rule, change, Integer::sum);
        observer.findings(cluster, rule, change);
    }

    @Override
    public void evaluated(EvaluationId id, int rules) {
        observer.evaluated(id, rules);
    }

    @Override
    public void ruleFailed(String rule, EvaluationId id, RuntimeException failure) {
        observer.ruleFailed(rule, id, failure);
    }

    private void replace(String id, @Nullable OpenFailure now) {
        OpenFailure before = now == null ? open.remove(id) : open.put(id, now);
        if (now != null && now.equals(before)) {
            return;
        }
        if (before != null) {
            observer.open(before, -1);
        }
        if (now != null) {
            observer.open(now, 1);
        }
    }
}
