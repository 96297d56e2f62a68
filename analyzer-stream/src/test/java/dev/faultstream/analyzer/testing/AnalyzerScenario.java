package dev.faultstream.analyzer.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.analyzer.Analyzer;
import dev.faultstream.analyzer.AnalyzerOptions;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.InMemoryStore;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodFluent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An analyzer on the heap for tests of the life of failures. All kinds are synced. */
public final class AnalyzerScenario {
    private static final String CLUSTER = "test";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EngineStores stores = EngineStores.inMemory();
    private final RuleSet rules = RuleSet.load(RuleSettings.defaults());
    private final Analyzer analyzer = new Analyzer(stores, rules, AnalyzerOptions.defaults());
    private Instant now;
    private Map<String, String> labels = Map.of();
    private int tombstones;

    private AnalyzerScenario(Instant start) {
        this.now = start;
        heartbeat();
        rules.types().kinds().forEach(kind -> synced(kind.group(), kind.kind(), 1));
    }

    public static AnalyzerScenario startingAt(Instant start) {
        return new AnalyzerScenario(start);
    }

    /** Labels of the pods from here on. */
    public AnalyzerScenario labelled(Map<String, String> podLabels) {
        labels = podLabels;
        return this;
    }

    /** A pod whose container was ended for this reason; null for one that runs well. */
    public List<Failure> pod(String namespace, String name, @Nullable String reason, Instant finished) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withUid(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .endContainer()
                .endSpec();
        PodFluent<PodBuilder>.StatusNested<PodBuilder> status =
                pod.withNewStatus().withPhase("Running");
        var container = status.addNewContainerStatus().withName("web").withRestartCount(1);
        if (reason != null) {
            container = container
                    .withNewLastState()
                    .withNewTerminated()
                    .withReason(reason)
                    .withExitCode(137)
                    .withFinishedAt(finished.toString())
                    .endTerminated()
                    .endLastState();
        }
        ObjectNode json =
                MAPPER.valueToTree(container.endContainerStatus().endStatus().build());
        return put(new ResourceSnapshot(CLUSTER, now, 1, false, json));
    }

    public List<Failure> deletePod(String namespace, String name) {
        return process(
                ResourceKey.of(CLUSTER, KindRef.core("Pod"), namespace, name).toString(), null);
    }

    public List<Failure> listing(String group, String kind) {
        return put(new KindUnsynced(CLUSTER, now, 1, group, kind, KindUnsynced.Reason.LISTING));
    }

    public List<Failure> synced(String group, String kind, long epoch) {
        return put(new KindSynced(CLUSTER, now, epoch, group, kind));
    }

    /** Heartbeats every five seconds for that long. */
    public List<Failure> heartbeatsFor(Duration duration) {
        List<Failure> failures = new ArrayList<>();
        Instant end = now.plus(duration);
        while (now.isBefore(end)) {
            Instant next = now.plusSeconds(5);
            now = next.isAfter(end) ? end : next;
            failures.addAll(heartbeat());
        }
        return failures;
    }

    /** One heartbeat after a time of silence. */
    public List<Failure> heartbeatAfter(Duration duration) {
        now = now.plus(duration);
        return heartbeat();
    }

    /** The outside clock says that nothing has come for a minute. */
    public List<Failure> silent() {
        return failures(analyzer.silent(CLUSTER));
    }

    /** Bytes that may be no record. */
    public @Nullable String raw(String key, String value) {
        return analyzer.process(key, value.getBytes(StandardCharsets.UTF_8), now)
                .problem();
    }

    public int tombstones() {
        return tombstones;
    }

    public int failureRows() {
        return ((InMemoryStore) stores.failures()).size();
    }

    private List<Failure> heartbeat() {
        return put(new Heartbeat(CLUSTER, now, null));
    }

    private List<Failure> put(SnapshotRecord record) {
        return process(record.key(), FaultstreamSerdes.snapshot().serializer().serialize("", record));
    }

    private List<Failure> process(String key, byte @Nullable [] value) {
        return failures(analyzer.process(key, value, now).failures());
    }

    private List<Failure> failures(List<FailureRecord> records) {
        List<Failure> failures = new ArrayList<>();
        for (FailureRecord record : records) {
            if (record.failure() == null) {
                tombstones++;
            } else {
                failures.add(record.failure());
            }
        }
        return failures;
    }
}
