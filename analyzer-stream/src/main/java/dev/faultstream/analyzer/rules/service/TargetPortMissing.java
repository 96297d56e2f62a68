package dev.faultstream.analyzer.rules.service;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.deployment.Rollout;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Service leads to a container port by a name that pods do not declare. While only some lack it, a rollout
 * of their Deployment that is under way is waited for.
 */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "service.target-port-missing",
        kinds = Service.class,
        severity = Severity.CRITICAL,
        grace = "30s",
        order = 1103,
        message = "Port {port} of service {name} leads to the pod port named {portName}, "
                + "which {count} of {total} pods do not have",
        doc = "v1 Service spec.ports.targetPort")
public final class TargetPortMissing implements Rule<Service> {
    @Override
    public void evaluate(Service service, ClusterView view, Findings findings) {
        if (!SelectingService.is(service)) {
            return;
        }
        List<ServicePort> named = ServicePorts.of(service).stream()
                .filter(port -> targetName(port) != null)
                .toList();
        if (named.isEmpty()) {
            return;
        }
        ServiceEndpoints endpoints = ServiceEndpoints.of(service, view);
        for (ServicePort port : named) {
            if (!endpoints.allHave(port.getName() == null ? "" : port.getName())) {
                evaluate(port, ServicePods.of(service, view).active(), view, findings);
            }
        }
    }

    private static void evaluate(ServicePort port, List<Pod> pods, ClusterView view, Findings findings) {
        List<Pod> lacking = pods.stream().filter(pod -> !declares(pod, port)).toList();
        boolean all = lacking.size() == pods.size();
        if (lacking.isEmpty() || (!all && lacking.stream().anyMatch(pod -> isBeingReplaced(pod, view)))) {
            return;
        }
        findings.add(findings.finding()
                .part(ServicePorts.part(port))
                .severity(all ? Severity.CRITICAL : Severity.WARNING)
                .with("port", port.getPort())
                .with("portName", targetName(port))
                .with("count", lacking.size())
                .with("total", pods.size()));
    }

    private static @Nullable String targetName(ServicePort port) {
        return port.getTargetPort() == null ? null : port.getTargetPort().getStrVal();
    }

    private static boolean declares(Pod pod, ServicePort port) {
        String name = targetName(port);
        String protocol = ServicePorts.protocol(port.getProtocol());
        return pod.getSpec() != null
                && Stream.concat(
                                pod.getSpec().getContainers().stream(),
                                pod.getSpec().getInitContainers().stream().filter(TargetPortMissing::isSidecar))
                        .flatMap(container -> container.getPorts().stream())
                        .anyMatch(declared -> Objects.equals(declared.getName(), name)
                                && ServicePorts.protocol(declared.getProtocol()).equals(protocol));
    }

    private static boolean isSidecar(Container initContainer) {
        return "Always".equals(initContainer.getRestartPolicy());
    }

    private static boolean isBeingReplaced(Pod pod, ClusterView view) {
        return view.ownership(pod).workload() instanceof Deployment deployment
                && Rollout.of(deployment).isMoving(view);
    }
}
