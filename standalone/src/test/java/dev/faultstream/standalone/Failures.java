package dev.faultstream.standalone;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure to build others from. */
public record Failures(
        String id,
        String rule,
        Severity severity,
        String name,
        String message,
        int revision,
        int count,
        List<String> causedBy,
        @Nullable Instant resolvedAt) {
    public static final Instant OPENED = Instant.parse("2026-03-02T09:00:14Z");

    public static Failures of(String id, String rule, Severity severity, String name) {
        return new Failures(id, rule, severity, name, "Something is wrong with " + name, 1, 1, List.of(), null);
    }

    public Failures saying(String text) {
        return new Failures(id, rule, severity, name, text, revision, count, causedBy, resolvedAt);
    }

    public Failures causedBy(String... ids) {
        return new Failures(id, rule, severity, name, message, revision, count, List.of(ids), resolvedAt);
    }

    public Failures next(Severity now, int objects) {
        return new Failures(id, rule, now, name, message, revision + 1, objects, causedBy, resolvedAt);
    }

    public Failures resolved(Instant at) {
        return new Failures(id, rule, severity, name, message, revision + 1, count, causedBy, at);
    }

    public Failure failure() {
        return new Failure(
                id,
                "shop",
                rule,
                severity,
                resolvedAt == null ? Failure.State.OPEN : Failure.State.RESOLVED,
                revision,
                new Subject("apps/v1", "Deployment", "storefront", name, null),
                null,
                new AffectedObjects(count, List.of()),
                message,
                message,
                Map.of(),
                List.of(),
                causedBy,
                OPENED,
                resolvedAt == null ? OPENED.plusSeconds(60L * (revision - 1)) : resolvedAt,
                resolvedAt,
                resolvedAt == null ? null : Failure.Resolution.RECOVERED,
                new Failure.Remedy("What it means", List.of("First this", "Then that")),
                null,
                "en",
                "e-" + rule);
    }

    public ExplainedFailure explained() {
        return explained(ExplainedFailure.Source.REMEDY);
    }

    public ExplainedFailure explained(ExplainedFailure.Source source) {
        Failure failure = failure();
        return new ExplainedFailure(
                failure,
                new ExplainedFailure.Text(
                        "What the " + source + " says", List.of("Do it"), source, null, null, failure.changedAt()));
    }
}
