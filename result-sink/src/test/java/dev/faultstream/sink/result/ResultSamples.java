package dev.faultstream.sink.result;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.sink.Samples;
import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Explained failures and settings for the tests of Results. */
final class ResultSamples {
    static final Subject WEB = new Subject("apps/v1", "Deployment", "shop", "my-web", "uid-1");

    private ResultSamples() {}

    static ResultSettings settings() {
        return settings("k8s-failures-explained", Duration.ofMinutes(5), Map.of());
    }

    static ResultSettings settings(String topic, Duration reconcileInterval, Map<String, Object> consumer) {
        return new ResultSettings(
                topic,
                topic + "-results",
                FakeResultServer.NAMESPACE,
                Placement.ONE_NAMESPACE,
                "faultstream",
                "localai",
                new ResultSelection(Set.of(), Set.of(Severity.CRITICAL, Severity.WARNING), false),
                2,
                1000,
                reconcileInterval,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(200), 5),
                consumer);
    }

    /** The same, with each Result in the namespace of what fails. */
    static ResultSettings inNamespaceOfObject(ResultSettings settings) {
        return new ResultSettings(
                settings.topic(),
                settings.group(),
                settings.namespace(),
                Placement.NAMESPACE_OF_OBJECT,
                settings.name(),
                settings.backend(),
                settings.selection(),
                settings.workers(),
                settings.maxPending(),
                settings.reconcileInterval(),
                settings.retry(),
                settings.consumer());
    }

    /** The same, for these failures. */
    static ResultSettings selecting(ResultSelection selection) {
        ResultSettings settings = settings();
        return new ResultSettings(
                settings.topic(),
                settings.group(),
                settings.namespace(),
                settings.placement(),
                settings.name(),
                settings.backend(),
                selection,
                settings.workers(),
                settings.maxPending(),
                settings.reconcileInterval(),
                settings.retry(),
                settings.consumer());
    }

    /** What an API server has of it once it has this status. */
    static ObservedResult observed(DesiredResult desired, ResultStatus status, String version) {
        return new ObservedResult(
                desired.failureId(), desired.place(), desired.labels(), desired.fingerprint(), status, version);
    }

    static ExplainedFailure open(String id, int revision, String message) {
        return explained(failure(id, "shop-1", WEB, revision, Failure.State.OPEN, message));
    }

    static ExplainedFailure resolved(String id, int revision) {
        return explained(failure(id, "shop-1", WEB, revision, Failure.State.RESOLVED, "gone"));
    }

    static Failure failure(
            String id, String cluster, Subject subject, int revision, Failure.State state, String message) {
        return Samples.failure(id, cluster, subject, revision, state, Samples.KEY, message);
    }

    static ExplainedFailure explained(Failure failure) {
        return explained(failure, "The image does not exist.", Source.REMEDY);
    }

    static ExplainedFailure explained(Failure failure, String error, Source source) {
        return new ExplainedFailure(
                failure,
                new ExplainedFailure.Text(
                        error, List.of("Check the tag.", "Push it."), source, null, null, failure.changedAt()));
    }
}
