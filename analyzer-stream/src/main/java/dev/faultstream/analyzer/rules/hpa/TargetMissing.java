package dev.faultstream.analyzer.rules.hpa;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;

/** An autoscaler scales something that does not exist. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "hpa.target-missing",
        kinds = HorizontalPodAutoscaler.class,
        grace = "1m",
        order = 900,
        message = "Autoscaler {name} scales {targetKind} {target}, which does not exist",
        doc = "autoscaling/v2 HorizontalPodAutoscaler spec.scaleTargetRef")
public final class TargetMissing implements Rule<HorizontalPodAutoscaler> {
    @Override
    public void evaluate(HorizontalPodAutoscaler autoscaler, ClusterView view, Findings findings) {
        ScaleTarget target = ScaleTarget.of(autoscaler);
        if (target == null
                || autoscaler.getMetadata().getDeletionTimestamp() != null
                || !view.watched(target.kind())
                || view.exists(target.kind(), target.namespace(), target.name())) {
            return;
        }
        HorizontalPodAutoscalerCondition unable = ScalerConditions.whenFalse(autoscaler, "AbleToScale");
        FindingBuilder finding = target.tell(findings.finding()).since(ScalerConditions.transition(unable));
        findings.add(
                unable == null
                        ? finding.evidence(
                                Evidence.Type.FIELD,
                                "spec.scaleTargetRef: " + target.kind().kind() + ' ' + target.name(),
                                null)
                        : finding.evidence(
                                Evidence.Type.CONDITION,
                                "AbleToScale is False: " + unable.getMessage(),
                                ScalerConditions.transition(unable)));
    }
}
