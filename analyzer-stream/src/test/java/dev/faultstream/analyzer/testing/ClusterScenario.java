package dev.faultstream.analyzer.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.engine.Engine;
import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.FindingListener;
import dev.faultstream.analyzer.engine.Homes;
import dev.faultstream.analyzer.engine.ResourceTypes;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.engine.Wakeups;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.Resources;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * A cluster on the heap for tests of rules: put objects in, let time pass, ask what all rules find. Every kind with a
 * model class is synced from the start.
 */
public final class ClusterScenario {
    public static final String CLUSTER = "test";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, List<Finding>> findings = new TreeMap<>();
    private final Map<String, List<List<String>>> causes = new LinkedHashMap<>();
    private final List<ResourceKey> evaluated = new ArrayList<>();
    private final RuleSet rules;
    private final Wakeups wakeups;
    private final Engine engine;
    private Instant now;

    private ClusterScenario(Instant now, RuleSet rules) {
        this.now = now;
        this.rules = rules;
        EngineStores stores = EngineStores.inMemory();
        this.wakeups = new Wakeups(stores.wakeups());
        this.engine =
                new Engine(stores, wakeups, rules, Homes.ALL, new Recorder(), new Watching(), EngineOptions.defaults());
        rules.types().kinds().forEach(this::synced);
    }

    /** An empty cluster at this instant. */
    public static ClusterScenario at(String instant) {
        return new ClusterScenario(Instant.parse(instant), RuleSet.load(RuleSettings.defaults()));
    }

    /** An empty cluster at this instant in which these rules stand in for those with the same ids. */
    public static ClusterScenario at(String instant, Rule<?>... standIns) {
        Map<String, Rule<?>> byId = new TreeMap<>();
        ServiceLoader.load(AnyRule.class).forEach(rule -> byId.put(idOf((Rule<?>) rule), (Rule<?>) rule));
        Arrays.stream(standIns).forEach(rule -> byId.put(idOf(rule), rule));
        return new ClusterScenario(Instant.parse(instant), RuleSet.of(byId.values(), RuleSettings.defaults()));
    }

    private static String idOf(Rule<?> rule) {
        return rule.getClass().getAnnotation(RuleDefinition.class).id();
    }

    /** Creates or updates objects. */
    public ClusterScenario with(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            ObjectNode resource = MAPPER.valueToTree(object);
            put(new ResourceSnapshot(CLUSTER, now, 1, false, resource));
        }
        return this;
    }

    /** Creates or updates an object given as JSON. */
    public ClusterScenario withJson(String json) {
        try {
            put(new ResourceSnapshot(CLUSTER, now, 1, false, (ObjectNode) MAPPER.readTree(json)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        return this;
    }

    /** Deletes objects. */
    public ClusterScenario without(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            apply(Resources.key(CLUSTER, MAPPER.valueToTree(object)).toString(), null);
        }
        return this;
    }

    /** The kind's list is complete. */
    public ClusterScenario synced(KindRef kind) {
        put(new KindSynced(CLUSTER, now, 1, kind.group(), kind.kind()));
        return this;
    }

    /** The kind's list is not complete any more. */
    public ClusterScenario unsynced(Class<? extends HasMetadata> kind, KindUnsynced.Reason reason) {
        KindRef ref = rules.types().kindOf(kind);
        put(new KindUnsynced(CLUSTER, now, 1, ref.group(), ref.kind(), reason));
        return this;
    }

    /** Lets time pass; what waited for it happens. */
    public ClusterScenario after(Duration duration) {
        Instant end = now.plus(duration);
        for (Instant next = wakeups.next(CLUSTER); next != null && !next.isAfter(end); next = wakeups.next(CLUSTER)) {
            now = next;
            wakeups.takeAt(CLUSTER, next).forEach(engine::wake);
            engine.settle(now);
        }
        now = end;
        return this;
    }

    /** The objects whose rules have run since this was last asked, as often as they ran. */
    public List<ResourceKey> takeEvaluated() {
        List<ResourceKey> taken = List.copyOf(evaluated);
        evaluated.clear();
        return taken;
    }

    /** The clock of the cluster. */
    public Instant now() {
        return now;
    }

    /** What all rules find in the whole cluster. */
    public List<Finding> findings() {
        return findings.values().stream().flatMap(List::stream).toList();
    }

    /** The ids of the rules that find something, each as often as it does, sorted. */
    public List<String> rules() {
        return findings().stream().map(Finding::rule).sorted().toList();
    }

    /** The only finding of a rule. */
    public Finding finding(String rule) {
        List<Finding> ofRule =
                findings().stream().filter(finding -> finding.isOf(rule)).toList();
        if (ofRule.size() != 1) {
            throw new AssertionError("expected one finding of " + rule + " but all findings are " + rules());
        }
        return ofRule.get(0);
    }

    /** The message of the only finding of a rule, as it would be published now. */
    public String message(String rule) {
        Finding finding = finding(rule);
        Map<String, String> parameters = new TreeMap<>(finding.parametersAt(now));
        parameters.putIfAbsent("name", finding.subject().name());
        parameters.putIfAbsent("kind", finding.subject().kind());
        parameters.putIfAbsent("cluster", CLUSTER);
        parameters.putIfAbsent("count", "1");
        return new dev.faultstream.schemas.remedy.Template(
                        rules.find(rule).orElseThrow().definition().message())
                .render(parameters);
    }

    /** The rules at each place that may explain the only finding of a rule, best first; only findings there are. */
    public List<List<String>> causes(String rule) {
        Map<String, String> ruleByFailure = new TreeMap<>();
        findings().forEach(finding -> ruleByFailure.put(finding.failureId(), finding.rule()));
        return causes.getOrDefault(finding(rule).failureId(), List.of()).stream()
                .map(place -> place.stream()
                        .map(id -> ruleByFailure.getOrDefault(id, id))
                        .toList())
                .toList();
    }

    /** The ids of the failures at each place that may explain a finding, best first. */
    public List<List<String>> causesOf(Finding finding) {
        return causes.getOrDefault(finding.failureId(), List.of());
    }

    private void put(SnapshotRecord record) {
        apply(record.key(), FaultstreamSerdes.snapshot().serializer().serialize("", record));
    }

    private void apply(String key, byte[] value) {
        engine.apply(key, value, now);
        engine.settle(now);
    }

    private final class Recorder implements FindingListener {
        @Override
        public void findingsChanged(
                EvaluationId id, List<Finding> before, List<Finding> after, Departure departure, Instant at) {
            findings.put(id.toString(), new ArrayList<>(after));
        }

        @Override
        public void causesChanged(EvaluationId id, Finding finding, List<List<String>> places) {
            causes.put(finding.failureId(), places);
        }
    }

    private final class Watching implements EngineObserver {
        @Override
        public void evaluated(EvaluationId id, int rules) {
            evaluated.add(id.object());
        }

        @Override
        public void ruleFailed(String rule, EvaluationId id, RuntimeException failure) {
            throw new AssertionError(rule + " failed on " + id, failure);
        }
    }

    /** The kind of an object. */
    public static KindRef kindOf(HasMetadata object) {
        return ResourceTypes.kindOf(object);
    }
}
