package dev.faultstream.analyzer.rules.storage;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** The volume of a claim has been deleted. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pvc.lost",
        kinds = PersistentVolumeClaim.class,
        severity = Severity.CRITICAL,
        grace = "0s",
        order = 1504,
        message = "Claim {claim} has lost its volume {volume}; the data may be gone",
        doc = "v1 PersistentVolumeClaim status.phase")
public final class ClaimLost implements Rule<PersistentVolumeClaim> {
    @Override
    public void evaluate(PersistentVolumeClaim claim, ClusterView view, Findings findings) {
        if (!"Lost".equals(Claims.phase(claim)) || claim.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        String volume = claim.getSpec() == null ? null : claim.getSpec().getVolumeName();
        findings.add(ClaimClass.tell(claim, null, findings.finding())
                .with("volume", volume)
                .evidence(Evidence.Type.FIELD, "status.phase: Lost, spec.volumeName: " + volume, null));
    }
}
