package dev.faultstream.analyzer.rules.storage;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.api.WarningEvent;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The provisioner of a class says that it cannot make the volume for a claim. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pvc.provisioning-failed",
        kinds = PersistentVolumeClaim.class,
        grace = "1m",
        order = 1502,
        message = "The volume for claim {claim} cannot be provisioned by class {class}: {text}",
        doc = "v1 PersistentVolumeClaim spec.storageClassName")
public final class ProvisioningFailed implements Rule<PersistentVolumeClaim> {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    @Override
    public void evaluate(PersistentVolumeClaim claim, ClusterView view, Findings findings) {
        if (!Claims.isPending(claim)) {
            return;
        }
        List<WarningEvent> failures = view.warnings(claim, WINDOW).stream()
                .filter(event -> "ProvisioningFailed".equals(event.reason()) && !isAboutMissingClass(event))
                .toList();
        if (failures.isEmpty() || findings.has("pvc.class-missing") || ClaimClass.isUndetermined(claim, view)) {
            return;
        }
        findings.add(ClaimClass.tell(claim, ClaimClass.of(claim, view), findings.finding())
                .since(failures.stream()
                        .map(WarningEvent::first)
                        .min(Instant::compareTo)
                        .orElse(null))
                .text(failures.get(0).message())
                .evidence(failures));
    }

    @Override
    public void causes(PersistentVolumeClaim claim, Finding finding, ClusterView view, Causes causes) {
        causes.of(ClaimClass.of(claim, view), "storage-class.provisioner-missing");
        if (finding.parameter("text").contains("quota")) {
            causes.of(view.list(ResourceQuota.class), "resource-quota.exceeded");
        }
    }

    /** What {@code pvc.class-missing} tells; the event outlives the class's absence. */
    private static boolean isAboutMissingClass(WarningEvent event) {
        return event.message().contains("storageclass") && event.message().endsWith("not found");
    }
}
