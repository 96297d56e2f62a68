package dev.faultstream.analyzer.rules.workload;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Ownership;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Admission refuses the pods of a workload for what they are. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "workload.create-denied",
        kinds = {
            ReplicaSet.class,
            ReplicationController.class,
            StatefulSet.class,
            DaemonSet.class,
            Job.class,
            CronJob.class
        },
        grace = "30s",
        order = 402,
        message = "{kind} {name} cannot create pods: admission refuses them ({cause}): {text}",
        doc = "v1 Pod spec.securityContext")
public final class CreateDenied implements Rule<HasMetadata> {
    private static final Pattern WEBHOOK = Pattern.compile("admission webhook \"([^\"]+)\" denied the request");
    private static final Pattern POLICY = Pattern.compile("ValidatingAdmissionPolicy '([^']+)'");

    @Override
    public void evaluate(HasMetadata workload, ClusterView view, Findings findings) {
        CreationFailure failure = CreationFailure.of(workload, view);
        if (failure == null || CreationRefusal.of(failure) != CreationRefusal.DENIED) {
            return;
        }
        findings.add(failure.tell(findings.finding())
                .with("cause", cause(failure.text()))
                .with("webhook", group(WEBHOOK, failure.text()))
                .with("policy", group(POLICY, failure.text())));
    }

    @Override
    public void causes(HasMetadata workload, Finding finding, ClusterView view, Causes causes) {
        Ownership owner = view.ownership(workload);
        List<HasMetadata> holders = new ArrayList<>();
        holders.add(workload);
        if (owner.workload() != null) {
            holders.add(owner.workload());
        }
        causes.of(holders, "workload.limit-range-conflict", "workload.dependency-missing");
        String namespace = workload.getMetadata().getNamespace();
        causes.of(view.find(Namespace.class, null, namespace), "namespace.stuck-terminating");
    }

    private static String cause(String text) {
        if (text.contains("violates PodSecurity")) {
            return "pod-security";
        }
        if (text.contains("denied the request")) {
            return "webhook";
        }
        if (text.contains("ValidatingAdmissionPolicy")) {
            return "policy";
        }
        return text.contains("usage per") || text.contains("ratio per") ? "limit-range" : "scc";
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
