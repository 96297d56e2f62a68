package dev.faultstream.standalone.analysis;

import dev.faultstream.analyzer.Analyzer;
import dev.faultstream.analyzer.AnalyzerOptions;
import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.Homes;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.analyzer.topology.AnalyzerKeys;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.Topics;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.publish.PublishObserver;
import dev.faultstream.watcher.publish.RecordSink;
import dev.faultstream.watcher.publish.RoutedRecord;
import dev.faultstream.watcher.publish.SnapshotPublisher;
import dev.faultstream.watcher.publish.SnapshotRouter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The watcher's and the analyzer's own parts, tied together without a topic between them: what comes out is what a
 * topic of one partition would give. Changes that all have the same time tell of one instant and are concluded from
 * together; others are a history. Used once, by one thread.
 */
final class Analysis {
    private final AnalyzerOptions options;
    private final @Nullable Instant at;
    private final RuleSet rules;
    private final Set<String> clusters = new TreeSet<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private @Nullable Instant instant;
    private @Nullable String firstProblem;

    /**
     * An analysis.
     *
     * @param settings those of the rules and the language; read and checked here
     * @param at the instant up to which a history counts and to which it lasts; null for all of it
     */
    Analysis(ServiceSettings settings, @Nullable Instant at) {
        ConfigTable table = TopicKeys.TABLE.and(AnalyzerKeys.TABLE);
        settings.requireKnown(List.of(table));
        Config config = settings.read(table);
        this.rules = RuleSet.load(AnalyzerKeys.rules(config));
        this.options = new AnalyzerOptions(
                AnalyzerKeys.engine(config), AnalyzerKeys.lifecycle(config), Homes.ALL, EngineObserver.NONE);
        this.at = at == null ? null : asInRecords(at);
    }

    /** Reads all changes, which are pruned and routed as a watcher does it. */
    void run(ChangeReader reader) throws InterruptedException {
        List<ClusterChange> head = new ArrayList<>();
        Optional<ClusterChange> next = reader.next();
        while (next.isPresent()
                && (head.isEmpty() || next.get().at().equals(head.get(0).at()))) {
            head.add(next.get());
            next = reader.next();
        }
        if (head.isEmpty()) {
            return;
        }
        Instant first = asInRecords(head.get(0).at());
        if (next.isEmpty() && (at == null || at.equals(first))) {
            conclude(head, first);
        } else {
            replay(head, next, reader);
        }
    }

    /** The newest revision of each failure. */
    Collection<Failure> failures() {
        return failures.values();
    }

    /** The instant that the failures are of; null when there was nothing to analyse. */
    @Nullable
    Instant instant() {
        return instant;
    }

    /** What is wrong with the first record that cannot be used; null when all can. */
    @Nullable
    String firstProblem() {
        return firstProblem;
    }

    private void conclude(List<ClusterChange> changes, Instant of) throws InterruptedException {
        List<Analyzer.Input> records = new ArrayList<>();
        SnapshotPublisher publisher = publisher(record -> records.add(new Analyzer.Input(record.key(), bytes(record))));
        for (ClusterChange change : changes) {
            publisher.accept(change);
        }
        Analyzer analyzer = new Analyzer(EngineStores.inMemory(), rules, options.ofOneInstant());
        take(analyzer.processTogether(records, of), "");
        instant = of;
    }

    private void replay(List<ClusterChange> head, Optional<ClusterChange> next, ChangeReader reader)
            throws InterruptedException {
        Analyzer analyzer = new Analyzer(EngineStores.inMemory(), rules, options);
        SnapshotPublisher publisher = publisher(record -> take(
                analyzer.process(record.key(), bytes(record), asInRecords(record.timestamp())), record.key() + ": "));
        for (ClusterChange change : head) {
            play(change, publisher);
        }
        for (Optional<ClusterChange> change = next;
                change.isPresent() && !isAfterEnd(change.get().at());
                change = reader.next()) {
            play(change.get(), publisher);
        }
        Instant end = at;
        if (end != null) {
            for (String cluster : clusters) {
                play(new ClusterChange.Heartbeat(cluster, end, null), publisher);
            }
        }
    }

    private void play(ClusterChange change, SnapshotPublisher publisher) throws InterruptedException {
        if (isAfterEnd(change.at())) {
            return;
        }
        clusters.add(change.cluster());
        if (instant == null || change.at().isAfter(instant)) {
            instant = change.at();
        }
        publisher.accept(change);
    }

    private boolean isAfterEnd(Instant time) {
        return at != null && asInRecords(time).isAfter(at);
    }

    /** Without what a record has no room for: the engine knows times in milliseconds. */
    private static Instant asInRecords(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private void take(Analyzer.Outcome outcome, String where) {
        for (FailureRecord record : outcome.failures()) {
            if (record.failure() != null) {
                failures.put(record.id(), record.failure());
            }
        }
        if (outcome.problem() != null && firstProblem == null) {
            firstProblem = where + outcome.problem();
        }
    }

    private static SnapshotPublisher publisher(RecordSink sink) {
        return new SnapshotPublisher(SnapshotRouter.ofPartitions(1), sink, PublishObserver.NONE);
    }

    private static byte @Nullable [] bytes(RoutedRecord record) {
        return record.value() == null
                ? null
                : FaultstreamSerdes.snapshot().serializer().serialize(Topics.RESOURCE_SNAPSHOTS, record.value());
    }
}
