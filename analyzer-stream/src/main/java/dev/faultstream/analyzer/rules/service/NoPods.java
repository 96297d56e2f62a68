package dev.faultstream.analyzer.rules.service;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.LabelSelectors;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A Service selects no pod: because its selector is wrong, or because its workload has no pods. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "service.no-pods",
        kinds = Service.class,
        grace = "5m",
        order = 1102,
        message = "Service {name} selects no pod ({cause}): its selector is {selector}",
        doc = "v1 Service spec.selector")
public final class NoPods implements Rule<Service> {
    /** For labels that only an operator can know, because it sets them while pods run. */
    private static final Duration GRACE_OF_UNKNOWN_LABELS = Duration.ofMinutes(15);

    @Override
    public void evaluate(Service service, ClusterView view, Findings findings) {
        if (!SelectingService.is(service) || ServiceEndpoints.of(service, view).anyReady()) {
            return;
        }
        ServicePods pods = ServicePods.of(service, view);
        if (pods.anyUnfinished()) {
            return;
        }
        Map<String, String> selector = ServicePods.selector(service);
        List<LabelledWorkload> templates = LabelledWorkload.inNamespace(view);
        List<LabelledWorkload> matching = matching(templates, selector);
        if (matching.isEmpty() && pods.all().isEmpty()) {
            findings.add(noMatch(findings.finding(), selector, templates));
        } else if (matching.stream().anyMatch(workload -> workload.wantsPods(view))) {
            findings.add(
                    finding(findings.finding(), selector, "no-pods-created").severity(Severity.CRITICAL));
        }
    }

    @Override
    public void causes(Service service, Finding finding, ClusterView view, Causes causes) {
        List<HasMetadata> workloads = new ArrayList<>();
        for (LabelledWorkload template : matching(LabelledWorkload.inNamespace(view), ServicePods.selector(service))) {
            workloads.add(template.object());
            workloads.addAll(view.owned(ReplicaSet.class, template.object()));
        }
        causes.of(
                workloads,
                "workload.create-webhook-down",
                "workload.create-quota",
                "workload.create-denied",
                "workload.create-failed",
                "workload.not-observed");
    }

    private static FindingBuilder noMatch(
            FindingBuilder builder, Map<String, String> selector, List<LabelledWorkload> templates) {
        FindingBuilder finding = finding(builder, selector, "no-match");
        boolean unknownLabel = selector.keySet().stream().anyMatch(key -> templates.stream()
                .noneMatch(template -> template.labels().containsKey(key)));
        if (unknownLabel) {
            finding.grace(GRACE_OF_UNKNOWN_LABELS);
        }
        NearestTemplate nearest = NearestTemplate.of(selector, templates);
        if (nearest != null) {
            finding.evidence(Evidence.Type.FIELD, nearest.text(), null);
        }
        return finding;
    }

    private static FindingBuilder finding(FindingBuilder builder, Map<String, String> selector, String cause) {
        return builder.with("cause", cause)
                .with(
                        "selector",
                        new TreeMap<>(selector)
                                .entrySet().stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    private static List<LabelledWorkload> matching(List<LabelledWorkload> templates, Map<String, String> selector) {
        return templates.stream()
                .filter(template -> LabelSelectors.containsAll(template.labels(), selector))
                .toList();
    }
}
