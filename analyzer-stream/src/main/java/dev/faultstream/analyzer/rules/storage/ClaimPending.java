package dev.faultstream.analyzer.rules.storage;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A claim gets no volume, and nobody says why. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pvc.pending",
        kinds = PersistentVolumeClaim.class,
        grace = "5m",
        order = 1503,
        message = "Claim {claim} has been pending for {minutes} min ({cause})",
        doc = "v1 PersistentVolumeClaim status.phase")
public final class ClaimPending implements Rule<PersistentVolumeClaim> {
    @Override
    public void evaluate(PersistentVolumeClaim claim, ClusterView view, Findings findings) {
        if (!Claims.isPending(claim)
                || findings.has("pvc.class-missing")
                || findings.has("pvc.provisioning-failed")
                || ClaimClass.isMissing(claim, view)
                || ClaimClass.isUndetermined(claim, view)) {
            return;
        }
        StorageClass storageClass = ClaimClass.of(claim, view);
        boolean waits = FirstConsumer.isAwaitedBy(storageClass);
        if (waits && FirstConsumer.isAwaited(claim, view)) {
            return;
        }
        Instant created = KubernetesTime.parse(claim.getMetadata().getCreationTimestamp());
        String cause = PendingCause.of(claim, storageClass, view);
        FindingBuilder finding = ClaimClass.tell(claim, storageClass, findings.finding())
                // A claim that had to wait for its pod counts from when that was over, which nothing tells.
                .since(waits ? null : later(created, storageClass))
                .with("cause", cause)
                .evidence(Evidence.Type.FIELD, "status.phase: Pending (" + cause + ")", created);
        findings.add(created == null ? finding.with("minutes", "some") : finding.age("minutes", created));
    }

    @Override
    public void causes(PersistentVolumeClaim claim, Finding finding, ClusterView view, Causes causes) {
        causes.of(ClaimClass.of(claim, view), "storage-class.provisioner-missing");
    }

    /** Nobody could have bound the claim before its class was there. */
    private static @Nullable Instant later(@Nullable Instant created, @Nullable StorageClass storageClass) {
        Instant served = storageClass == null
                ? null
                : KubernetesTime.parse(storageClass.getMetadata().getCreationTimestamp());
        return served != null && created != null && served.isAfter(created) ? served : created;
    }
}
