package dev.faultstream.analyzer.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.Analyzer;
import dev.faultstream.analyzer.AnalyzerOptions;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.FailureIds;
import dev.faultstream.analyzer.engine.Homes;
import dev.faultstream.analyzer.engine.InMemoryStore;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.analyzer.lifecycle.LifecycleSettings;
import dev.faultstream.analyzer.lifecycle.StoredFailures;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.topic.HomePartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AnalyzerPropertyTest {
    /** A silence ends with the last heartbeat of a history, so its own history does not. */
    private static final String SILENCE =
            FailureIds.of(History.CLUSTER, "cluster.unobserved", ObservedCluster.key(History.CLUSTER), null, "-");

    private static final RuleSet RULES = RuleSet.load(RuleSettings.defaults());

    @Property(tries = 25)
    void shouldGiveTheSameFailuresWhenAHistoryIsReplayed(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 150) int steps) {
        // Given
        List<History.Change> changes =
                History.random(seed, steps, true, RULES.types().kinds()).changes();

        // When
        List<FailureRecord> live = run(changes, 0, 1, null);
        List<FailureRecord> replay = run(changes, 0, 1, null);

        // Then
        assertThat(replay).isEqualTo(live);
    }

    @Property(tries = 25)
    void shouldGiveTheSameFailuresWhenItRestartsAtAnyRecord(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 150) int steps) {
        // Given
        List<History.Change> changes =
                History.random(seed, steps, true, RULES.types().kinds()).changes();

        // When
        List<FailureRecord> undisturbed = run(changes, 0, 1, null);
        List<FailureRecord> restarted = run(changes, 0, 1, new Random(seed));

        // Then
        assertThat(restarted).isEqualTo(undisturbed);
    }

    @Property(tries = 25)
    void shouldGiveTheSameFailuresWhateverTheNumberOfPartitions(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 150) int steps) {
        // Given
        List<History.Change> changes =
                History.random(seed, steps, true, RULES.types().kinds()).changes();

        // When
        Map<String, List<Failure>> one = runAll(changes, 1);

        // Then
        assertSame(runAll(changes, 3), one);
        assertSame(runAll(changes, 12), one);
    }

    /** A history whose Nodes are listed before the Pods that they explain. */
    @Example
    void shouldHoldBackAFailureWhoseKindIsBeingListedWhenItsCauseMoves() {
        shouldGiveTheSameFailuresWhateverTheNumberOfPartitions(-6474422, 88);
        shouldGiveTheSameFailuresWhateverTheNumberOfPartitions(14, 150);
        shouldGiveTheSameFailuresWhateverTheNumberOfPartitions(16, 144);
    }

    @Property(tries = 20)
    void shouldResolveEveryFailureAndForgetEverythingWhenTheClusterIsGone(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 120) int steps) {
        // Given
        List<History.Change> changes = History.random(
                        seed, steps, false, RULES.types().kinds())
                .thenNothing()
                .changes();
        EngineStores stores = EngineStores.inMemory();

        // When
        List<FailureRecord> records = run(stores, changes, 0, 1, null);

        // Then
        Map<String, FailureRecord> last = new TreeMap<>();
        records.forEach(record -> last.put(record.id(), record));
        last.remove(SILENCE);
        assertThat(last.values()).allMatch(record -> record.failure() == null);
        assertThat(((InMemoryStore) stores.failures()).size()).isLessThanOrEqualTo(1);
        assertThat(((InMemoryStore) stores.wakeups()).size()).isLessThanOrEqualTo(1);
    }

    @Property(tries = 20)
    void shouldKeepRevisionsAndStatesInOrder(@ForAll long seed, @ForAll @IntRange(min = 20, max = 150) int steps) {
        // Given
        List<History.Change> changes =
                History.random(seed, steps, true, RULES.types().kinds()).changes();

        // When
        List<FailureRecord> records = run(changes, 0, 1, null);

        // Then
        Map<String, Failure> last = new HashMap<>();
        for (FailureRecord record : records) {
            Failure before = last.get(record.id());
            Failure now = record.failure();
            assertThat(now).isNotNull();
            if (before == null) {
                assertThat(now.revision()).isEqualTo(1);
                assertThat(now.state()).isEqualTo(Failure.State.OPEN);
            } else {
                assertThat(now.revision()).isEqualTo(before.revision() + 1);
                assertThat(now.changedAt()).isAfterOrEqualTo(before.changedAt());
                assertThat(before.state() == Failure.State.RESOLVED && now.state() == Failure.State.RESOLVED)
                        .isFalse();
            }
            if (now.state() == Failure.State.RESOLVED) {
                assertThat(now.resolvedAt()).isAfterOrEqualTo(now.openedAt());
            }
            last.put(record.id(), now);
        }
    }

    @Property(tries = 20)
    void shouldFindInTheStoreWhatWasFoundAndPublishedAsOpen(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 150) int steps) {
        // Given
        List<History.Change> changes =
                History.random(seed, steps, true, RULES.types().kinds()).changes();
        for (int partition = 0; partition < 3; partition++) {
            EngineStores stores = EngineStores.inMemory();
            Map<String, Integer> findings = new TreeMap<>();
            EngineObserver observer = new EngineObserver() {
                @Override
                public void findings(String cluster, String rule, int change) {
                    findings.merge(rule, change, Integer::sum);
                }
            };

            // When
            Map<String, Failure> open = new TreeMap<>();
            for (FailureRecord record : run(stores, changes, partition, 3, null, observer)) {
                if (record.failure() == null || record.failure().state() == Failure.State.RESOLVED) {
                    open.remove(record.id());
                } else {
                    open.put(record.id(), record.failure());
                }
            }

            // Then
            Map<String, Integer> storedFindings = new TreeMap<>();
            Map<String, String> storedOpen = new TreeMap<>();
            StoredFailures.forEach(stores.failures(), homes(partition, 3), group -> {
                storedFindings.merge(group.rule(), group.findings(), Integer::sum);
                if (group.open()) {
                    storedOpen.put(group.id(), group.severity() + " " + group.root());
                }
            });
            findings.values().removeIf(count -> count == 0);
            storedFindings.values().removeIf(count -> count == 0);
            assertThat(storedFindings).isEqualTo(findings);
            Map<String, String> published = new TreeMap<>();
            open.forEach((id, failure) -> published.put(id, failure.severity() + " " + failure.isRootCause()));
            assertThat(storedOpen).isEqualTo(published);
        }
    }

    private static void assertSame(Map<String, List<Failure>> actual, Map<String, List<Failure>> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((id, failures) -> assertThat(actual.get(id))
                .as(failures.get(0).rule() + " of " + failures.get(0).subject())
                .usingElementComparator(Comparator.comparing(AnalyzerPropertyTest::json))
                .withRepresentation(new Representation())
                .containsExactlyElementsOf(failures));
    }

    private static String json(Object failure) {
        try {
            return Json.mapper().writeValueAsString(failure);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Representation extends org.assertj.core.presentation.StandardRepresentation {
        @Override
        protected String fallbackToStringOf(Object object) {
            return object instanceof Failure ? json(object) : super.fallbackToStringOf(object);
        }
    }

    private static Map<String, List<Failure>> runAll(List<History.Change> changes, int partitions) {
        Map<String, List<Failure>> byId = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            for (FailureRecord record : run(changes, partition, partitions, null)) {
                byId.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(record.failure());
            }
        }
        byId.values().forEach(failures -> failures.sort(Comparator.comparing(Failure::revision)));
        return byId;
    }

    private static List<FailureRecord> run(
            List<History.Change> changes, int partition, int partitions, Random restarts) {
        return run(EngineStores.inMemory(), changes, partition, partitions, restarts);
    }

    private static List<FailureRecord> run(
            EngineStores stores, List<History.Change> changes, int partition, int partitions, Random restarts) {
        return run(stores, changes, partition, partitions, restarts, new Rethrowing());
    }

    private static Homes homes(int partition, int partitions) {
        return (cluster, namespace) -> HomePartition.of(cluster, namespace, partitions) == partition;
    }

    private static List<FailureRecord> run(
            EngineStores stores,
            List<History.Change> changes,
            int partition,
            int partitions,
            Random restarts,
            EngineObserver observer) {
        AnalyzerOptions options = new AnalyzerOptions(
                EngineOptions.defaults(), LifecycleSettings.defaults(), homes(partition, partitions), observer);
        Analyzer analyzer = new Analyzer(stores, RULES, options);
        List<FailureRecord> records = new ArrayList<>();
        for (History.Change change : changes) {
            if (!change.goesTo(partition, partitions)) {
                continue;
            }
            if (restarts != null && restarts.nextInt(5) == 0) {
                analyzer = new Analyzer(stores, RULES, options);
            }
            Analyzer.Outcome outcome =
                    analyzer.process(change.key(), change.bytesFor(partition, partitions), change.at());
            assertThat(outcome.problem()).isNull();
            records.addAll(outcome.failures());
        }
        return records;
    }

    private static final class Rethrowing implements EngineObserver {
        @Override
        public void ruleFailed(String rule, EvaluationId id, RuntimeException failure) {
            throw new AssertionError(rule + " failed on " + id, failure);
        }
    }
}
