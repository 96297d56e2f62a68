package dev.faultstream.analyzer.rules.condition;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Pack;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource of any kind says of itself that it is not as it should be. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "resource.condition-false",
        kinds = GenericKubernetesResource.class,
        pack = Pack.CONDITIONS,
        grace = "10m",
        settle = "1m",
        order = 1900,
        message = "{kind} {name} is not {condition} ({reason}): {text}")
public final class ConditionFalse implements Rule<GenericKubernetesResource> {
    /** What should be true, the most telling first; that a resource is not in sync explains that it is not ready. */
    private static final List<String> POSITIVE = List.of(
            "Synced",
            "Ready",
            "Available",
            "Healthy",
            "Reconciled",
            "Valid",
            "Accepted",
            "Programmed",
            "ResolvedRefs",
            "Deployed",
            "Provisioned",
            "Succeeded");

    private static final Set<String> MAY_NOT_BE_UNKNOWN = Set.of("Synced", "Ready", "Available");
    /** What is normally false. */
    private static final Set<String> HARMLESS =
            Set.of("Active", "Upgradeable", "Paused", "Progressing", "Degraded", "Reconciling", "Updating");

    private static final Set<String> IN_PROGRESS = Set.of(
            "Creating",
            "Pending",
            "Installing",
            "Provisioning",
            "Progressing",
            "Reconciling",
            "Deploying",
            "Initializing",
            "InProgress");

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Override
    public void evaluate(GenericKubernetesResource resource, ClusterView view, Findings findings) {
        List<ResourceCondition> conditions = ResourceCondition.of(resource);
        ResourceCondition problem = problem(conditions, view);
        if (problem == null || Intention.isToRest(resource)) {
            return;
        }
        if (problem.stale()) {
            throw new UndecidedException("the controller has not observed the present generation");
        }
        FindingBuilder finding = findings.finding()
                .subject(resource)
                .since(problem.transition())
                .with("condition", problem.type())
                .with("reason", problem.reason())
                .text(problem.message())
                .evidence(
                        Evidence.Type.CONDITION,
                        problem.type() + " is " + problem.status() + ": " + problem.message(),
                        problem.transition());
        findings.add(isPatient(problem) ? finding.grace(PATIENCE) : finding);
    }

    @Override
    public void causes(GenericKubernetesResource resource, Finding finding, ClusterView view, Causes causes) {
        List<HasMetadata> related = new ArrayList<>(view.owned(resource));
        related.addAll(RelatedResources.of(resource, view));
        causes.of(related, "resource.condition-false", "resource.degraded", "resource.repeated-warning");
        causes.of(
                view.owned(resource),
                "workload.*",
                "deployment.*",
                "stateful-set.*",
                "daemon-set.*",
                "replica-set.*",
                "cron-job.*",
                "job.*",
                "pod.*");
    }

    /** The first condition that should be true and is not; a stale one only if no other tells more. */
    private static @Nullable ResourceCondition problem(List<ResourceCondition> conditions, ClusterView view) {
        ResourceCondition stale = null;
        for (String type : POSITIVE) {
            for (ResourceCondition condition : conditions) {
                if (condition.type().equals(type) && isProblem(condition, conditions, view)) {
                    if (!condition.stale()) {
                        return condition;
                    }
                    stale = condition;
                }
            }
        }
        return stale;
    }

    private static boolean isProblem(
            ResourceCondition condition, List<ResourceCondition> conditions, ClusterView view) {
        if (condition.isFalse()) {
            return !repeatsHarmless(condition, conditions);
        }
        return "Unknown".equals(condition.status())
                && MAY_NOT_BE_UNKNOWN.contains(condition.type())
                && (condition.transition() == null || view.elapsed(condition.transition(), PATIENCE));
    }

    /** It is not ready only because of something that is all right, such as having been scaled to zero. */
    private static boolean repeatsHarmless(ResourceCondition condition, List<ResourceCondition> conditions) {
        return "Ready".equals(condition.type())
                && !condition.reason().isEmpty()
                && conditions.stream()
                        .anyMatch(other -> HARMLESS.contains(other.type())
                                && "False".equals(other.status())
                                && condition.reason().equals(other.reason()));
    }

    /** Work in progress may take its time; so may what is not known, of which nothing else tells the age. */
    private static boolean isPatient(ResourceCondition condition) {
        return IN_PROGRESS.contains(condition.reason())
                || condition.reason().startsWith("WaitingFor")
                || "Unknown".equals(condition.status());
    }
}
