package dev.faultstream.sink;

import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Failures and explanations for tests; every revision is a minute after the one before. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final String KEY = "e-image";

    private Samples() {}

    public static Failure open(String id, int revision) {
        return failure(id, revision, Failure.State.OPEN, KEY, "image registry.example/web:" + revision);
    }

    public static Failure openWithKey(String id, int revision, String explanationKey) {
        return failure(id, revision, Failure.State.OPEN, explanationKey, "image registry.example/web:" + revision);
    }

    public static Failure resolved(String id, int revision) {
        return failure(id, revision, Failure.State.RESOLVED, KEY, "image registry.example/web:" + revision);
    }

    public static Failure failure(String id, int revision, Failure.State state, String key, String message) {
        return failure(
                id,
                "shop-1",
                new Subject("apps/v1", "Deployment", "shop", "web", "uid-1"),
                revision,
                state,
                key,
                message);
    }

    public static Failure failure(
            String id, String cluster, Subject subject, int revision, Failure.State state, String key, String message) {
        AffectedObjects objects = new AffectedObjects(
                2,
                List.of(
                        new Affected("Pod", subject.namespace(), "web-1", message),
                        new Affected("Pod", subject.namespace(), "web-2", message)));
        return failure(id, cluster, subject, revision, state, key, message, objects, List.of());
    }

    public static Failure failure(
            String id,
            String cluster,
            Subject subject,
            int revision,
            Failure.State state,
            String key,
            String message,
            AffectedObjects objects,
            List<String> causedBy) {
        Instant at = at(revision);
        boolean resolved = state == Failure.State.RESOLVED;
        return new Failure(
                id,
                cluster,
                "pod.image-not-found",
                Severity.CRITICAL,
                state,
                revision,
                subject,
                null,
                objects,
                message,
                "image {image}",
                Map.of("image", "registry.example/web:" + revision, "pod", "web-1"),
                List.of(),
                causedBy,
                START,
                at,
                resolved ? at : null,
                resolved ? Failure.Resolution.RECOVERED : null,
                new Failure.Remedy("The image does not exist.", List.of("Check the tag.", "Push it.")),
                null,
                "en",
                key);
    }

    public static Instant at(int revision) {
        return START.plusSeconds(60L * revision);
    }

    public static Explanation explanation(String key, String error) {
        return explanation(key, "en", error, START.plusSeconds(90));
    }

    public static Explanation explanation(String key, String language, String error, Instant createdAt) {
        return new Explanation(
                key,
                language,
                error,
                List.of("Fix {image} of {ref} in {namespace}.", "kubectl get pods -n {namespace}"),
                Explanation.SOURCE,
                "localai",
                "small",
                100,
                50,
                1200,
                createdAt);
    }
}
