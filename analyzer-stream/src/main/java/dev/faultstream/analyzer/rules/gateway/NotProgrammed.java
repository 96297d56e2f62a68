package dev.faultstream.analyzer.rules.gateway;

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
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Gateway is accepted, but its data plane is not in place. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "gateway.not-programmed",
        kinds = Gateway.class,
        pack = Pack.GATEWAY,
        severity = Severity.CRITICAL,
        grace = "3m",
        order = 2004,
        message = "Gateway {name} is not serving ({reason}): {text}",
        doc = "gateway.networking.k8s.io/v1 Gateway status.conditions")
public final class NotProgrammed implements Rule<Gateway> {
    private static final String PROGRAMMED = "Programmed";
    private static final String GATEWAY_LABEL = "gateway.networking.k8s.io/gateway-name";
    private static final Duration TIME_TO_ACCEPT = Duration.ofMinutes(5);
    private static final Duration TIME_TO_PROGRAM = Duration.ofMinutes(10);

    @Override
    public void evaluate(Gateway gateway, ClusterView view, Findings findings) {
        if (gateway.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        Optional<CurrentCondition> programmed = GatewayStates.condition(gateway, PROGRAMMED);
        boolean refused = programmed.filter(CurrentCondition::isFalse).isPresent();
        if (!refused && !GatewayStates.isOpenFor(gateway, programmed, TIME_TO_PROGRAM, view)) {
            return;
        }
        if (isToldAsNotAccepted(gateway, view)
                || (!refused && !GatewayStates.isWrittenInClass(gateway, PROGRAMMED, view))) {
            return;
        }
        findings.add(programmed
                .map(condition -> describe(findings.finding(), condition))
                .orElseGet(() -> findings.finding()
                        .with("reason", "NoStatus")
                        .with("text", "no controller has said whether it is programmed"))
                .since(refused ? programmed.get().since() : GatewayStates.openSince(gateway, programmed)));
    }

    @Override
    public void causes(Gateway gateway, Finding finding, ClusterView view, Causes causes) {
        causes.of(
                belonging(Service.class, gateway, view),
                "service.load-balancer-failed",
                "service.load-balancer-pending");
        causes.of(belonging(Deployment.class, gateway, view), "deployment.none-available");
        causes.of(gateway, "gateway.listener-invalid");
    }

    private static FindingBuilder describe(FindingBuilder finding, CurrentCondition condition) {
        return finding.with("reason", condition.reason())
                .text(condition.message())
                .evidence(Evidence.Type.CONDITION, condition.text(PROGRAMMED), condition.since());
    }

    /** What {@code gateway.not-accepted} tells. */
    private static boolean isToldAsNotAccepted(Gateway gateway, ClusterView view) {
        Optional<CurrentCondition> accepted = GatewayStates.condition(gateway, "Accepted");
        return accepted.filter(CurrentCondition::isFalse).isPresent()
                || (GatewayStates.isOpenFor(gateway, accepted, TIME_TO_ACCEPT, view)
                        && GatewayStates.hasClass(gateway, view));
    }

    private static <T extends HasMetadata> List<T> belonging(Class<T> kind, Gateway gateway, ClusterView view) {
        return Stream.concat(
                        view.owned(kind, gateway).stream(),
                        view
                                .list(
                                        kind,
                                        Map.of(
                                                GATEWAY_LABEL,
                                                gateway.getMetadata().getName()))
                                .stream())
                .distinct()
                .toList();
    }
}
