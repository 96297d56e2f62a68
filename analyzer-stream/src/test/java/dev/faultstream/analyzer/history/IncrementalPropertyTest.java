package dev.faultstream.analyzer.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.engine.Engine;
import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.FindingListener;
import dev.faultstream.analyzer.engine.Homes;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.engine.Wakeups;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.Routing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IncrementalPropertyTest {
    private static final RuleSet RULES = RuleSet.load(RuleSettings.defaults());

    @Property(tries = 25)
    void shouldFindAtEveryStepWhatAnAnalysisFromScratchFinds(
            @ForAll long seed, @ForAll @IntRange(min = 10, max = 100) int steps) {
        // Given
        List<History.Change> changes =
                History.random(seed, steps, false, RULES.types().kinds()).changes();
        Run incremental = new Run();
        Map<String, History.Change> world = new LinkedHashMap<>();
        List<History.Change> events = new ArrayList<>();

        for (History.Change change : changes) {
            // When
            incremental.passTo(change.at());
            incremental.apply(change, change.at());
            remember(change, world, events);
            Run scratch = new Run();
            world.values().forEach(known -> scratch.engine.apply(known.key(), known.bytesFor(0, 1), change.at()));
            events.forEach(event -> scratch.engine.apply(event.key(), event.bytesFor(0, 1), change.at()));
            scratch.engine.settle(change.at());

            // Then
            assertThat(incremental.said()).isEqualTo(scratch.said());
        }
    }

    private static void remember(
            History.Change change, Map<String, History.Change> world, List<History.Change> events) {
        if (change.record() == null) {
            world.remove(change.key());
        } else if (!change.key().contains("$")
                && Routing.isEvent(ResourceKey.parse(change.key()).kindRef())) {
            events.add(change);
        } else {
            world.put(change.key(), change);
        }
    }

    /** An engine, and what it has said. */
    private static final class Run implements FindingListener, EngineObserver {
        private final EngineStores stores = EngineStores.inMemory();
        private final Wakeups wakeups = new Wakeups(stores.wakeups());
        private final Map<String, List<Finding>> findings = new TreeMap<>();
        private final Map<String, List<List<String>>> causes = new TreeMap<>();
        private final Engine engine =
                new Engine(stores, wakeups, RULES, Homes.ALL, this, this, EngineOptions.defaults());

        void apply(History.Change change, Instant at) {
            engine.apply(change.key(), change.bytesFor(0, 1), at);
            engine.settle(at);
        }

        void passTo(Instant at) {
            Instant due = wakeups.next(History.CLUSTER);
            while (due != null && !due.isAfter(at)) {
                wakeups.takeAt(History.CLUSTER, due).forEach(engine::wake);
                engine.settle(due);
                due = wakeups.next(History.CLUSTER);
            }
        }

        /** What it says now, but for when each thing was first seen and the words of evidence. */
        Map<String, String> said() {
            Map<String, String> said = new TreeMap<>();
            findings.forEach((id, ofObject) -> ofObject.forEach(finding -> {
                String name = id + ' ' + finding.rule() + ' ' + finding.part();
                said.put(
                        name,
                        finding.failureId()
                                + ' '
                                + finding.severity()
                                + ' '
                                + finding.grace()
                                + ' '
                                + finding.parameters()
                                + ' '
                                + causes.get(name));
            }));
            return said;
        }

        @Override
        public void findingsChanged(
                EvaluationId id, List<Finding> before, List<Finding> now, Departure departure, Instant at) {
            findings.put(id.toString(), now);
        }

        @Override
        public void causesChanged(EvaluationId id, Finding finding, List<List<String>> places) {
            causes.put(id.toString() + ' ' + finding.rule() + ' ' + finding.part(), places);
        }

        @Override
        public void ruleFailed(String rule, EvaluationId id, RuntimeException failure) {
            throw new AssertionError(rule + " failed on " + id, failure);
        }
    }
}
