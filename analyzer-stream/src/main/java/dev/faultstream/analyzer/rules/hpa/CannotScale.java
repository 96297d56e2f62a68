package dev.faultstream.analyzer.rules.hpa;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An autoscaler cannot read or change the size of its target. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "hpa.cannot-scale",
        kinds = HorizontalPodAutoscaler.class,
        grace = "2m",
        order = 901,
        message = "Autoscaler {name} cannot scale {targetKind} {target} ({reason}): {text}",
        doc = "autoscaling/v2 HorizontalPodAutoscaler status.conditions")
public final class CannotScale implements Rule<HorizontalPodAutoscaler> {
    private static final Set<String> REASONS = Set.of("FailedGetScale", "FailedUpdateScale");

    @Override
    public void evaluate(HorizontalPodAutoscaler autoscaler, ClusterView view, Findings findings) {
        HorizontalPodAutoscalerCondition condition = problem(autoscaler);
        ScaleTarget target = ScaleTarget.of(autoscaler);
        if (condition == null
                || target == null
                || autoscaler.getMetadata().getDeletionTimestamp() != null
                || findings.has("hpa.target-missing")) {
            return;
        }
        findings.add(target.tell(findings.finding())
                .since(ScalerConditions.transition(condition))
                .with("reason", condition.getReason())
                .text(condition.getMessage())
                .evidence(
                        Evidence.Type.CONDITION,
                        condition.getType() + " is False: " + condition.getMessage(),
                        ScalerConditions.transition(condition)));
    }

    @Override
    public void causes(HorizontalPodAutoscaler autoscaler, Finding finding, ClusterView view, Causes causes) {
        causes.of(autoscaler, "hpa.duplicate-target");
        ScaleTarget target = ScaleTarget.of(autoscaler);
        if (target != null) {
            causes.of(
                    view.list(CustomResourceDefinition.class).stream()
                            .filter(definition -> defines(definition, target.kind()))
                            .toList(),
                    "crd.not-established",
                    "crd.conversion-webhook-down");
        }
    }

    private static @Nullable HorizontalPodAutoscalerCondition problem(HorizontalPodAutoscaler autoscaler) {
        HorizontalPodAutoscalerCondition unable = ScalerConditions.whenFalse(autoscaler, "AbleToScale");
        if (REASONS.contains(ScalerConditions.reason(unable))) {
            return unable;
        }
        HorizontalPodAutoscalerCondition inactive = ScalerConditions.whenFalse(autoscaler, "ScalingActive");
        return inactive == null || isOfMetricsOrIntended(ScalerConditions.reason(inactive)) ? null : inactive;
    }

    /** Metrics have a rule of their own, and a target of size 0 is not scaled on purpose. */
    private static boolean isOfMetricsOrIntended(String reason) {
        return "ScalingDisabled".equals(reason)
                || reason.startsWith("FailedGet")
                || "FailedComputeMetricsReplicas".equals(reason);
    }

    private static boolean defines(CustomResourceDefinition definition, KindRef kind) {
        return definition.getSpec() != null
                && kind.group().equals(definition.getSpec().getGroup())
                && definition.getSpec().getNames() != null
                && kind.kind().equals(definition.getSpec().getNames().getKind());
    }
}
