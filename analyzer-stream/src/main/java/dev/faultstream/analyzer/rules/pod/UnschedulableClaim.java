package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Pod waits for a volume claim that is not there or not bound. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.unschedulable-claim",
        kinds = Pod.class,
        grace = "1m",
        order = 315,
        message = "Pod {pod} cannot be scheduled: its volume claim {claim} is {state}",
        doc = "v1 Pod spec.volumes.persistentVolumeClaim.claimName")
public final class UnschedulableClaim implements Rule<Pod> {
    private static final String ID = "pod.unschedulable-claim";
    private static final Duration MAKING = Duration.ofMinutes(1);
    private static final Pattern NAMED = Pattern.compile("persistentvolumeclaim \"([^\"]+)\"");

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        Unschedulable problem = Unschedulable.of(pod, view, ID);
        if (problem == null) {
            return;
        }
        String claim = claimOf(pod, problem, view);
        if (PodClaims.isEphemeral(pod, claim) && isBeingMade(pod, claim, view)) {
            return;
        }
        findings.add(problem.finding(pod, findings)
                .with("claim", claim)
                .with("state", "ephemeral".equals(problem.cause()) ? "missing" : problem.cause()));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        causes.ofCluster("cluster.nodes-down");
        PodClaims.addTo(causes, pod, List.of(finding.parameter("claim")), view);
    }

    /** The claim that is named, else the first that is not bound, else the first. */
    private static String claimOf(Pod pod, Unschedulable problem, ClusterView view) {
        Matcher named = NAMED.matcher(problem.clause());
        if (named.find()) {
            return named.group(1);
        }
        Collection<String> claims = PodClaims.byVolume(pod).values();
        return claims.stream()
                .filter(claim -> !isBound(view.find(PersistentVolumeClaim.class, claim)))
                .findFirst()
                .orElseGet(() -> claims.stream().findFirst().orElse(""));
    }

    private static boolean isBound(@Nullable PersistentVolumeClaim claim) {
        return claim != null
                && claim.getStatus() != null
                && "Bound".equals(claim.getStatus().getPhase());
    }

    private static boolean isBeingMade(Pod pod, String claim, ClusterView view) {
        PersistentVolumeClaim made = view.find(PersistentVolumeClaim.class, claim);
        Instant created =
                KubernetesTime.parse((made == null ? pod : made).getMetadata().getCreationTimestamp());
        return created != null && view.within(created, MAKING);
    }
}
