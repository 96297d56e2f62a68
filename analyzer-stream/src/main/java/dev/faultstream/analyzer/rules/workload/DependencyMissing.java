package dev.faultstream.analyzer.rules.workload;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.pod.ConfigProducers;
import dev.faultstream.analyzer.rules.workload.TemplateReference.Target;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashSet;
import java.util.Set;

/** The next pod of a workload will not start because something that it needs is not there. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "workload.dependency-missing",
        kinds = {Deployment.class, StatefulSet.class, DaemonSet.class, CronJob.class, Job.class, ReplicaSet.class},
        grace = "2m",
        order = 405,
        message = "{kind} {name} refers to {targetKind} {target}, which does not exist; its next pod will not start",
        doc = "v1 Pod spec.volumes")
public final class DependencyMissing implements Rule<HasMetadata> {
    @Override
    public void evaluate(HasMetadata object, ClusterView view, Findings findings) {
        Workload workload = Workload.of(object);
        if (workload == null
                || workload.isResting()
                || workload.template() == null
                || workload.template().getSpec() == null
                || isOfDeployment(object)) {
            return;
        }
        Set<String> absent = new HashSet<>();
        for (TemplateReference reference :
                TemplateReferences.of(workload.template().getSpec())) {
            if (isAssumed(reference) || absent.contains(nameOf(reference))) {
                continue;
            }
            if (reference.isAbsent(view)) {
                absent.add(nameOf(reference));
                tell(workload, reference, false, view, findings);
            } else if (reference.lacksKey(view)) {
                tell(workload, reference, true, view, findings);
            }
        }
    }

    @Override
    public void causes(HasMetadata workload, Finding finding, ClusterView view, Causes causes) {
        if (finding.parameter("targetKind").endsWith("Secret")) {
            String secret = finding.parameter("target");
            causes.of(
                            ConfigProducers.certificatesFor(secret, view),
                            "certificate.not-ready",
                            "resource.condition-false")
                    .of(ConfigProducers.makersOf(secret, view), "resource.condition-false", "resource.degraded");
        }
    }

    private static void tell(
            Workload workload, TemplateReference reference, boolean lacksKey, ClusterView view, Findings findings) {
        if (workload.isOff(view) || isShownByPod(workload.object(), reference, view)) {
            return;
        }
        String kind = reference.target().kind();
        FindingBuilder finding = findings.finding().with("target", reference.name());
        findings.add(
                lacksKey
                        ? finding.part(nameOf(reference) + '/' + reference.key())
                                .with("targetKind", "a key of " + kind)
                                .with("key", reference.key())
                                .evidence(
                                        Evidence.Type.FIELD,
                                        kind + ' ' + reference.name() + " has no key " + reference.key(),
                                        null)
                        : finding.part(nameOf(reference))
                                .with("targetKind", kind)
                                .with("key", "")
                                .evidence(
                                        Evidence.Type.FIELD, kind + ' ' + reference.name() + " does not exist", null));
    }

    /** Pull secrets are harmless until a pull fails, and the API server makes the system's classes itself. */
    private static boolean isAssumed(TemplateReference reference) {
        return reference.target() == Target.PULL_SECRET
                || (reference.target() == Target.PRIORITY_CLASS
                        && reference.name().startsWith("system-"));
    }

    private static String nameOf(TemplateReference reference) {
        return reference.target().kind() + '/' + reference.name();
    }

    private static boolean isShownByPod(HasMetadata workload, TemplateReference reference, ClusterView view) {
        return WorkloadPods.of(workload, view).stream()
                .flatMap(pod -> view.findings(pod).stream())
                .anyMatch(finding -> isAbout(reference, finding));
    }

    private static boolean isAbout(TemplateReference reference, Finding finding) {
        return switch (finding.rule()) {
            case "pod.config-missing", "pod.config-key-missing" ->
                reference.name().equals(finding.parameter("target"));
            case "pod.unschedulable-claim" ->
                reference.target() == Target.CLAIM && reference.name().equals(finding.parameter("claim"));
            default -> false;
        };
    }

    /** Its Deployment has the same template, and tells of it. */
    private static boolean isOfDeployment(HasMetadata object) {
        return object instanceof ReplicaSet
                && object.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                        .map(OwnerReference::getKind)
                        .anyMatch("Deployment"::equals);
    }
}
