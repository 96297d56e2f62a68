package dev.faultstream.sink.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.RecordHeaders;
import dev.faultstream.sink.join.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** An explained failure for tests, changed step by step. Immutable. */
public record FailureSample(
        String id,
        String cluster,
        String rule,
        Severity severity,
        boolean open,
        int revision,
        @Nullable String namespace,
        String name,
        String message,
        List<String> causedBy,
        Instant openedAt,
        String language,
        String error,
        List<String> steps) {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    public static FailureSample of(String id) {
        return new FailureSample(
                id,
                "shop-1",
                "pod.image-not-found",
                Severity.CRITICAL,
                true,
                1,
                "shop",
                id + "-web",
                "Image registry.example/web:1 does not exist",
                List.of(),
                START,
                "en",
                "The image does not exist.",
                List.of("Check the tag: `kubectl describe pod`", "Push it."));
    }

    public FailureSample severity(Severity now) {
        return copy(rule, now, open, revision + 1, namespace, message, causedBy, openedAt, language);
    }

    public FailureSample startingAs(Severity first) {
        return copy(rule, first, open, revision, namespace, message, causedBy, openedAt, language);
    }

    public FailureSample rule(String now) {
        return copy(now, severity, open, revision, namespace, message, causedBy, openedAt, language);
    }

    public FailureSample namespace(@Nullable String now) {
        return copy(rule, severity, open, revision, now, message, causedBy, openedAt, language);
    }

    public FailureSample message(String now) {
        return copy(rule, severity, open, revision + 1, namespace, now, causedBy, openedAt, language);
    }

    public FailureSample causedBy(String... ids) {
        return copy(rule, severity, open, revision + 1, namespace, message, List.of(ids), openedAt, language);
    }

    public FailureSample language(String now) {
        return copy(rule, severity, open, revision, namespace, message, causedBy, openedAt, now);
    }

    public FailureSample resolved() {
        return copy(rule, severity, false, revision + 1, namespace, message, List.of(), openedAt, language);
    }

    public FailureSample reopened(Instant at) {
        return copy(rule, severity, true, revision + 1, namespace, message, List.of(), at, language);
    }

    private FailureSample copy(
            String newRule,
            Severity newSeverity,
            boolean newOpen,
            int newRevision,
            @Nullable String newNamespace,
            String newMessage,
            List<String> newCauses,
            Instant newOpenedAt,
            String newLanguage) {
        return new FailureSample(
                id,
                cluster,
                newRule,
                newSeverity,
                newOpen,
                newRevision,
                newNamespace,
                name,
                newMessage,
                newCauses,
                newOpenedAt,
                newLanguage,
                error,
                steps);
    }

    public Instant at() {
        return START.plusSeconds(60L * revision);
    }

    public ExplainedFailure explained() {
        Failure failure = new Failure(
                id,
                cluster,
                rule,
                severity,
                open ? Failure.State.OPEN : Failure.State.RESOLVED,
                revision,
                new Subject("apps/v1", "Deployment", namespace, name, null),
                null,
                new AffectedObjects(
                        60,
                        List.of(
                                new Affected("Pod", namespace, name + "-1", message),
                                new Affected("Pod", namespace, name + "-2", message))),
                message,
                "image {image}",
                Map.of("image", "registry.example/web:1"),
                List.of(),
                causedBy,
                openedAt,
                at(),
                open ? null : at(),
                open ? null : Failure.Resolution.RECOVERED,
                new Failure.Remedy(error, steps),
                null,
                language,
                "e-1");
        return new ExplainedFailure(
                failure, new ExplainedFailure.Text(error, steps, ExplainedFailure.Source.REMEDY, null, null, at()));
    }

    public byte[] value() {
        return Optional.ofNullable(
                        FaultstreamSerdes.explainedFailure().serializer().serialize("t", explained()))
                .orElseThrow();
    }

    public Headers headers(Transition transition) {
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        Map.of(
                        "id", id + '.' + revision + '.' + transition.word(),
                        "type", "dev.faultstream.failure." + transition.word() + ".v1",
                        "source", "/faultstream/clusters/" + cluster,
                        "subject", namespace + "/Deployment/" + name)
                .forEach((key, text) -> headers.add(RecordHeaders.CLOUD_EVENTS_PREFIX + key, text.getBytes(UTF_8)));
        return headers;
    }

    public Notice notice(Transition transition) {
        return new Notice(
                transition,
                false,
                explained(),
                severity,
                id + '.' + revision + '.' + transition.word(),
                "/faultstream/clusters/" + cluster,
                namespace + "/Deployment/" + name,
                at(),
                null);
    }

    ConsumerRecord<String, byte[]> record(int partition, long offset, Transition transition) {
        return new ConsumerRecord<>(
                "explained",
                partition,
                offset,
                at().toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                id,
                value(),
                headers(transition),
                Optional.empty());
    }
}
