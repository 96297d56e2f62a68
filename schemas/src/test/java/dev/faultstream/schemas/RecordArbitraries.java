package dev.faultstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.recording.RecordingLine;
import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;

/** Random records of every type. */
public final class RecordArbitraries {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordArbitraries() {}

    public static Arbitrary<SnapshotRecord> snapshots() {
        Arbitrary<SnapshotRecord> snapshots = Combinators.combine(
                        name(), instant(), epoch(), Arbitraries.of(true, false), resource())
                .as(ResourceSnapshot::new);
        Arbitrary<SnapshotRecord> synced =
                Combinators.combine(name(), instant(), epoch(), name(), name()).as(KindSynced::new);
        Arbitrary<SnapshotRecord> unsynced = Combinators.combine(
                        name(), instant(), epoch(), name(), name(), Arbitraries.of(KindUnsynced.Reason.class))
                .as(KindUnsynced::new);
        Arbitrary<SnapshotRecord> heartbeats =
                Combinators.combine(name(), instant(), epoch().injectNull(0.3)).as(Heartbeat::new);
        return Arbitraries.oneOf(snapshots, synced, unsynced, heartbeats);
    }

    public static Arbitrary<ObjectNode> resource() {
        return Combinators.combine(name(), name().injectNull(0.3), tree(3), name())
                .as(RecordArbitraries::resource);
    }

    public static Arbitrary<RecordingLine> recordingLines() {
        Arbitrary<RecordingLine> objects = Combinators.combine(
                        instant(),
                        name().injectNull(0.3),
                        Arbitraries.of(RecordingLine.Op.UPSERT, RecordingLine.Op.DELETE),
                        epoch().injectNull(0.5),
                        resource())
                .as((at, cluster, op, epoch, resource) ->
                        new RecordingLine(at, cluster, op, epoch, resource, null, null));
        Arbitrary<RecordingLine> synced = Combinators.combine(
                        instant(), name().injectNull(0.3), epoch().injectNull(0.5), name(), name())
                .as((at, cluster, epoch, group, kind) ->
                        new RecordingLine(at, cluster, RecordingLine.Op.SYNCED, epoch, null, group, kind));
        Arbitrary<RecordingLine> heartbeats = Combinators.combine(
                        instant(), name().injectNull(0.3), epoch().injectNull(0.5))
                .as((at, cluster, epoch) ->
                        new RecordingLine(at, cluster, RecordingLine.Op.HEARTBEAT, epoch, null, null, null));
        return Arbitraries.oneOf(objects, synced, heartbeats);
    }

    public static Arbitrary<Failure> failures() {
        Arbitrary<Identity> identity = Combinators.combine(
                        name(),
                        name(),
                        Arbitraries.of("pod.image-not-found", "node.not-ready"),
                        subject(),
                        name().injectNull(0.5),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE))
                .as(Identity::new);
        Arbitrary<Words> words = Combinators.combine(
                        text(), Arbitraries.maps(letters(), text()).ofMaxSize(4), evidence(), remedy(), doc())
                .as(Words::new);
        return Combinators.combine(identity, words, life(), objects(), names(), Arbitraries.of(Severity.class))
                .as(RecordArbitraries::failure);
    }

    public static Arbitrary<Explanation> explanations() {
        Arbitrary<Integer> tokens = Arbitraries.integers().between(0, 100_000).injectNull(0.3);
        return Combinators.combine(
                        name(),
                        text(),
                        texts(),
                        name(),
                        tokens,
                        tokens,
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        instant())
                .as((key, error, solution, model, prompt, completion, latency, at) -> new Explanation(
                        "e-" + key,
                        "en",
                        error,
                        solution,
                        Explanation.SOURCE,
                        "localai",
                        model,
                        prompt,
                        completion,
                        latency,
                        at));
    }

    public static Arbitrary<ExplainedFailure> explainedFailures() {
        Arbitrary<ExplainedFailure.Text> texts = Combinators.combine(
                        text(),
                        texts(),
                        Arbitraries.of(ExplainedFailure.Source.class),
                        name().injectNull(0.5),
                        name().injectNull(0.5),
                        instant())
                .as(ExplainedFailure.Text::new);
        return Combinators.combine(failures(), texts).as(ExplainedFailure::new);
    }

    private static Failure failure(
            Identity identity,
            Words words,
            Life life,
            AffectedObjects objects,
            List<String> causes,
            Severity severity) {
        return new Failure(
                "f-" + identity.id,
                identity.cluster,
                identity.rule,
                severity,
                life.resolvedAt == null ? Failure.State.OPEN : Failure.State.RESOLVED,
                identity.revision,
                identity.subject,
                identity.workload,
                objects,
                words.message,
                words.message,
                words.parameters,
                words.evidence,
                causes,
                life.openedAt,
                life.changedAt,
                life.resolvedAt,
                life.resolvedAt == null ? null : life.resolution,
                words.remedy,
                words.doc,
                "en",
                "e-" + identity.id);
    }

    private static Arbitrary<Life> life() {
        return Combinators.combine(
                        instant(), instant(), instant().injectNull(0.5), Arbitraries.of(Failure.Resolution.class))
                .as(Life::new);
    }

    private static Arbitrary<Subject> subject() {
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(name(), name()).ofMaxSize(2);
        return Combinators.combine(name(), name(), name().injectNull(0.3), name(), name().injectNull(0.3), labels)
                .as(Subject::new);
    }

    private static Arbitrary<AffectedObjects> objects() {
        Arbitrary<AffectedObjects.Affected> affected = Combinators.combine(
                        name(), name().injectNull(0.3), name(), text())
                .as(AffectedObjects.Affected::new);
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0),
                        affected.list().ofMaxSize(3))
                .as(AffectedObjects::new);
    }

    private static Arbitrary<List<Evidence>> evidence() {
        return Combinators.combine(
                        Arbitraries.of(Evidence.Type.class),
                        text().injectDuplicates(0.1),
                        instant().injectNull(0.3))
                .as(Evidence::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Failure.Remedy> remedy() {
        return Combinators.combine(text(), texts()).as(Failure.Remedy::new);
    }

    private static Arbitrary<Failure.@Nullable Doc> doc() {
        return Combinators.combine(text(), text()).as(Failure.Doc::new).injectNull(0.5);
    }

    private static ObjectNode resource(String kind, @Nullable String namespace, JsonNode spec, String name) {
        ObjectNode resource = JSON.objectNode();
        resource.put("apiVersion", "example.com/v1").put("kind", kind);
        ObjectNode metadata = resource.putObject("metadata");
        if (namespace != null) {
            metadata.put("namespace", namespace);
        }
        metadata.put("name", name);
        resource.set("spec", spec);
        return resource;
    }

    private static Arbitrary<JsonNode> tree(int depth) {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                text().map(JSON::textNode),
                Arbitraries.integers().map(JSON::numberNode),
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.just(JSON.nullNode()));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<JsonNode> arrays = Arbitraries.lazy(() -> tree(depth - 1))
                .list()
                .ofMaxSize(3)
                .map(items -> JSON.arrayNode().addAll(items));
        Arbitrary<JsonNode> objects = Arbitraries.maps(name(), Arbitraries.lazy(() -> tree(depth - 1)))
                .ofMaxSize(3)
                .map(fields -> JSON.objectNode().setAll(fields));
        return Arbitraries.frequencyOf(Tuple.of(2, leaves), Tuple.of(1, arrays), Tuple.of(2, objects));
    }

    private static Arbitrary<Instant> instant() {
        Arbitrary<Long> seconds = Arbitraries.longs()
                .between(
                        Instant.EPOCH.getEpochSecond(),
                        Instant.parse("2200-01-01T00:00:00Z").getEpochSecond());
        Arbitrary<Long> nanos = Arbitraries.of(0L, 1_000_000L, 123_456_789L);
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }

    private static Arbitrary<Long> epoch() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    private static Arbitrary<List<String>> names() {
        return name().list().ofMaxSize(3);
    }

    private static Arbitrary<List<String>> texts() {
        return text().list().ofMaxSize(3);
    }

    private static StringArbitrary letters() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
    }

    /** Names as Kubernetes allows them, and others that keys must bear. */
    public static Arbitrary<String> name() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abcz019-.").ofMinLength(1).ofMaxLength(20),
                Arbitraries.strings().withChars("aÄ世:\"\\ {}$").ofMinLength(1).ofMaxLength(5));
    }

    /** Any text, with what is hard for JSON, terminals and templates. */
    public static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.of("", "null", "{pod}", "$1", "\"\\\n\u001b[31m", "镜像拉取失败", "🚢🔥", "</script>"));
    }

    private record Identity(
            String id,
            String cluster,
            String rule,
            Subject subject,
            @Nullable String workload,
            int revision) {}

    private record Words(
            String message,
            Map<String, String> parameters,
            List<Evidence> evidence,
            Failure.Remedy remedy,
            Failure.@Nullable Doc doc) {}

    private record Life(
            Instant openedAt, Instant changedAt, @Nullable Instant resolvedAt, Failure.Resolution resolution) {}
}
