package dev.faultstream.sink.result;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.sink.result.ResultSpec.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what the Result of an explained failure looks like. */
final class ResultMapper {
    private final ResultSettings settings;

    ResultMapper(ResultSettings settings) {
        this.settings = settings;
    }

    /** The Result that a failure is to have; null when it is to have none. */
    @Nullable
    DesiredResult map(ExplainedFailure explained) {
        Failure failure = explained.failure();
        boolean wanted = failure.state() == Failure.State.OPEN
                && failure.severity().compareTo(settings.minSeverity()) >= 0
                && (settings.clusters().isEmpty() || settings.clusters().contains(failure.cluster()));
        if (!wanted) {
            return null;
        }
        ResultSpec spec = spec(explained);
        return DesiredResult.of(
                failure.id(),
                ResultNames.nameOf(spec.name(), failure.id()),
                labels(failure),
                annotations(explained),
                spec);
    }

    private ResultSpec spec(ExplainedFailure explained) {
        Failure failure = explained.failure();
        Subject subject = failure.subject();
        String workload = failure.workload();
        int slash = workload == null ? -1 : workload.indexOf('/');
        String kind = workload == null || slash < 0 ? subject.kind() : workload.substring(0, slash);
        String name = workload == null || slash < 0 ? subject.name() : workload.substring(slash + 1);
        return new ResultSpec(
                settings.backend(),
                kind,
                qualified(subject.namespace(), name),
                errors(failure),
                details(explained.explanation()),
                subject.kind() + '/' + subject.name(),
                Map.of());
    }

    /** One sentence for each object that is named; the last says how many more there are. */
    private static List<ErrorText> errors(Failure failure) {
        AffectedObjects objects = failure.objects();
        if (objects.sample().isEmpty()) {
            return List.of(new ErrorText(failure.message()));
        }
        List<ErrorText> errors = new ArrayList<>();
        objects.sample().forEach(object -> errors.add(new ErrorText(sentence(failure.subject(), object))));
        int more = objects.count() - errors.size();
        if (more > 0) {
            errors.add(new ErrorText("and " + more + " more"));
        }
        return errors;
    }

    private static String sentence(Subject subject, Affected object) {
        boolean subjectItself =
                object.kind().equals(subject.kind()) && object.name().equals(subject.name());
        return subjectItself
                ? object.message()
                : object.kind() + ' ' + qualified(object.namespace(), object.name()) + ": " + object.message();
    }

    private static String details(ExplainedFailure.Text text) {
        StringBuilder details = new StringBuilder("Error: ").append(text.error());
        if (!text.solution().isEmpty()) {
            details.append("\nSolution:");
            for (int i = 0; i < text.solution().size(); i++) {
                details.append(i == 0 ? " " : "\n")
                        .append(i + 1)
                        .append(". ")
                        .append(text.solution().get(i));
            }
        }
        return details.toString();
    }

    private Map<String, String> labels(Failure failure) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(ResultLabels.MANAGED_BY, ResultLabels.MANAGER);
        labels.put(ResultLabels.OWNER_NAME, ResultNames.labelValue(settings.name()));
        labels.put(ResultLabels.OWNER_NAMESPACE, settings.namespace());
        labels.put(ResultLabels.BACKEND, ResultNames.labelValue(settings.backend()));
        labels.put(ResultLabels.FAILURE_ID, ResultNames.labelValue(failure.id()));
        labels.put(ResultLabels.CLUSTER, ResultNames.labelValue(failure.cluster()));
        labels.put(ResultLabels.RULE, ResultNames.labelValue(failure.rule()));
        labels.put(ResultLabels.SEVERITY, word(failure.severity()));
        labels.put(ResultLabels.ROOT_CAUSE, Boolean.toString(failure.isRootCause()));
        return labels;
    }

    private static Map<String, String> annotations(ExplainedFailure explained) {
        Failure failure = explained.failure();
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(ResultLabels.FAILURE_ID, failure.id());
        annotations.put(ResultLabels.OPENED_AT, failure.openedAt().toString());
        annotations.put(ResultLabels.CHANGED_AT, failure.changedAt().toString());
        annotations.put(
                ResultLabels.AFFECTED, Integer.toString(failure.objects().count()));
        annotations.put(ResultLabels.SOURCE, word(explained.explanation().source()));
        if (!failure.isRootCause()) {
            annotations.put(ResultLabels.CAUSED_BY, String.join(",", failure.causedBy()));
        }
        return annotations;
    }

    private static String qualified(@Nullable String namespace, String name) {
        return namespace == null ? name : namespace + '/' + name;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
