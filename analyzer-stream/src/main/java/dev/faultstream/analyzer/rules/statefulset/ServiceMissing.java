package dev.faultstream.analyzer.rules.statefulset;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.workload.Workload;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** The Service that is to give the pods of a StatefulSet their names does not exist. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "stateful-set.service-missing",
        kinds = StatefulSet.class,
        severity = Severity.INFO,
        grace = "5m",
        order = 604,
        message =
                "Stateful set {name} names the service {service}, which does not exist; its pods have no stable DNS names",
        doc = "apps/v1 StatefulSet spec.serviceName")
public final class ServiceMissing implements Rule<StatefulSet> {
    @Override
    public void evaluate(StatefulSet set, ClusterView view, Findings findings) {
        Workload workload = Workload.of(set);
        String service = set.getSpec() == null ? null : set.getSpec().getServiceName();
        if (service == null
                || service.isEmpty()
                || workload.isResting()
                || view.exists(Service.class, service)
                || view.owned(Pod.class, set).isEmpty()
                || workload.isOff(view)) {
            return;
        }
        String user = NameUsers.of(service, view);
        findings.add(findings.finding()
                .severity(user == null ? Severity.INFO : Severity.WARNING)
                .with("service", service)
                .evidence(
                        Evidence.Type.FIELD,
                        user == null
                                ? "no workload of the namespace names a pod of " + service
                                : user + " names a pod of " + service,
                        null));
    }
}
