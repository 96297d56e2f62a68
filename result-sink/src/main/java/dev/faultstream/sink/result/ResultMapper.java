package dev.faultstream.sink.result;

import static dev.faultstream.sink.result.ResultTexts.qualified;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what the Result of an explained failure looks like. */
final class ResultMapper {
    private static final int MAX_CAUSES = 20;

    private final ResultSettings settings;

    ResultMapper(ResultSettings settings) {
        this.settings = settings;
    }

    /** The Result that a failure is to have; null when it is to have none. */
    @Nullable
    DesiredResult map(ExplainedFailure explained) {
        Failure failure = explained.failure();
        if (!settings.selection().takes(failure)) {
            return null;
        }
        ResultSpec spec = spec(explained);
        Map<String, String> carried = carried(failure.subject());
        Map<String, String> labels = labels(failure);
        labels.putAll(carried);
        return DesiredResult.of(
                failure.id(),
                new ResultPlace(namespace(failure.subject()), ResultNames.nameOf(spec.name(), failure.id())),
                labels,
                annotations(explained, carried),
                spec);
    }

    private String namespace(Subject subject) {
        String own = subject.namespace();
        return own == null || settings.placement() == Placement.ONE_NAMESPACE ? settings.namespace() : own;
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
                ResultTexts.errors(failure),
                ResultTexts.details(explained.explanation()),
                subject.kind() + '/' + subject.name(),
                Map.of());
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

    /** The labels of the failing resource that its failure carries, such as the one that Backstage looks for. */
    private static Map<String, String> carried(Subject subject) {
        Map<String, String> carried = new TreeMap<>();
        subject.labels().forEach((key, value) -> {
            if (!ResultLabels.isOurs(key)) {
                carried.put(key, ResultNames.labelValue(value));
            }
        });
        return carried;
    }

    private static Map<String, String> annotations(ExplainedFailure explained, Map<String, String> carried) {
        Failure failure = explained.failure();
        Subject subject = failure.subject();
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(ResultLabels.FAILURE_ID, failure.id());
        annotations.put(ResultLabels.CLUSTER, failure.cluster());
        annotations.put(
                ResultLabels.OWNER,
                subject.apiVersion() + ' ' + subject.kind() + ' ' + qualified(subject.namespace(), subject.name()));
        annotations.put(ResultLabels.MESSAGE, ResultTexts.cut(failure.message()));
        annotations.put(ResultLabels.TEMPLATE, ResultTexts.cut(failure.template()));
        annotations.put(ResultLabels.OPENED_AT, failure.openedAt().toString());
        annotations.put(ResultLabels.CHANGED_AT, failure.changedAt().toString());
        annotations.put(
                ResultLabels.AFFECTED, Integer.toString(failure.objects().count()));
        annotations.put(ResultLabels.SOURCE, word(explained.explanation().source()));
        List<String> causes = failure.causedBy();
        annotations.put(
                ResultLabels.CAUSED_BY, String.join(",", causes.subList(0, Math.min(MAX_CAUSES, causes.size()))));
        annotations.put(ResultLabels.CARRIED, String.join(",", carried.keySet()));
        return annotations;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
