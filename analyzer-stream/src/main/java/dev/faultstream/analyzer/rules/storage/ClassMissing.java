package dev.faultstream.analyzer.rules.storage;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** A claim asks for a storage class that does not exist. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pvc.class-missing",
        kinds = PersistentVolumeClaim.class,
        grace = "1m",
        order = 1500,
        message = "Claim {claim} asks for the storage class {class}, which does not exist",
        doc = "v1 PersistentVolumeClaim spec.storageClassName")
public final class ClassMissing implements Rule<PersistentVolumeClaim> {
    @Override
    public void evaluate(PersistentVolumeClaim claim, ClusterView view, Findings findings) {
        if (Claims.isPending(claim) && ClaimClass.isMissing(claim, view)) {
            findings.add(ClaimClass.tell(claim, null, findings.finding())
                    .evidence(
                            Evidence.Type.FIELD,
                            "status.phase: Pending, storage class: " + ClaimClass.named(claim),
                            null));
        }
    }

    @Override
    public void causes(PersistentVolumeClaim claim, Finding finding, ClusterView view, Causes causes) {
        causes.of(Claims.origin(claim, view), "stateful-set.storage-class-missing");
    }
}
