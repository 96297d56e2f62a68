package dev.faultstream.analyzer.rules.service;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.deployment.Rollout;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Service has pods, but none of them is ready. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "service.no-ready-endpoints",
        kinds = Service.class,
        severity = Severity.CRITICAL,
        grace = "30s",
        order = 1101,
        message = "Service {name} has no ready endpoint: none of its {total} pods is ready",
        doc = "discovery.k8s.io/v1 EndpointSlice endpoints.conditions.ready")
public final class NoReadyEndpoints implements Rule<Service> {
    private static final Duration YOUNG = Duration.ofMinutes(5);

    @Override
    public void evaluate(Service service, ClusterView view, Findings findings) {
        if (!SelectingService.is(service)
                || Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses())
                || ServiceEndpoints.of(service, view).anyAnswers()) {
            return;
        }
        ServicePods pods = ServicePods.of(service, view);
        List<Pod> active = pods.active();
        if (active.isEmpty()
                || isToldByStatefulSet(service, view)
                || active.stream()
                        .allMatch(pod -> isExpected(view.ownership(pod).workload(), view))) {
            return;
        }
        findings.add(findings.finding()
                .since(pods.unreadySince(view))
                .with("service", service.getMetadata().getName())
                .with("total", active.size()));
    }

    @Override
    public void causes(Service service, Finding finding, ClusterView view, Causes causes) {
        ServicePods pods = ServicePods.of(service, view);
        causes.of(pods.all(), "pod.*");
        causes.of(pods.workloads(view), "*.none-*", "*.rollout-stuck");
        causes.of(
                pods.active().stream()
                        .map(pod -> pod.getSpec() == null ? null : pod.getSpec().getNodeName())
                        .filter(Objects::nonNull)
                        .distinct()
                        .map(node -> view.find(Node.class, node))
                        .filter(Objects::nonNull)
                        .toList(),
                "node.*");
    }

    /** Pods of a Job come and go; a Deployment may have no ready pod while it starts or replaces all at once. */
    private static boolean isExpected(@Nullable HasMetadata workload, ClusterView view) {
        if (workload instanceof Deployment deployment) {
            Instant created = PodTimes.created(deployment);
            return (created != null && view.within(created, YOUNG)) || isReplacingAll(deployment, view);
        }
        return workload instanceof Job || workload instanceof CronJob;
    }

    private static boolean isReplacingAll(Deployment deployment, ClusterView view) {
        Rollout rollout = Rollout.of(deployment);
        return rollout.isRecreating() && rollout.isMoving(view);
    }

    private static boolean isToldByStatefulSet(Service service, ClusterView view) {
        return "None".equals(service.getSpec().getClusterIP())
                && view.list(StatefulSet.class).stream()
                        .anyMatch(set -> set.getSpec() != null
                                && service.getMetadata()
                                        .getName()
                                        .equals(set.getSpec().getServiceName()));
    }
}
