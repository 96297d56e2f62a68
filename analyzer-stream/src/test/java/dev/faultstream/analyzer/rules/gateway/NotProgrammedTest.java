package dev.faultstream.analyzer.rules.gateway;

import static dev.faultstream.analyzer.testing.NetworkObjects.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClassBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NotProgrammedTest {
    private static final String RULE = "gateway.not-programmed";
    private static final String DEFAULT_TIME = "1970-01-01T00:00:00Z";

    private final ClusterScenario cluster =
            ClusterScenario.at("2026-03-02T09:00:00Z").with(gatewayClass());

    @Test
    void shouldSpeakWhenTheControllerSaysSo() {
        // When
        cluster.with(gateway("True", "False", "AddressNotAssigned"));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Gateway public is not serving (AddressNotAssigned): because");
        assertThat(cluster.finding(RULE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:55:00Z"));
    }

    @Test
    void shouldBeSilentWhenItIsProgrammed() {
        // When
        cluster.with(gateway("True", "True", "Programmed"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldSpeakWhenNobodyHasDecidedForTenMinutes() {
        // Given
        cluster.with(gateway("True", "Unknown", "Waiting"));
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.after(Duration.ofMinutes(6));

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:55:00Z"));
    }

    @Test
    void shouldBeSilentWhenTheImplementationNeverSaysSo() {
        // Given
        Gateway undecided = condition(gateway(), "Accepted", "True", "Accepted", "2026-03-02T08:01:00Z");
        Gateway pending = condition(undecided, "Programmed", "Unknown", "Pending", DEFAULT_TIME);
        cluster.with(undecided);
        assertThat(cluster.rules()).doesNotContain(RULE);
        cluster.with(pending);
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.with(new GatewayBuilder(gateway("True", "True", "Programmed"))
                .editMetadata()
                .withName("other")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.finding(RULE).subject().name()).isEqualTo("public");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        cluster.with(undecided);
        assertThat(cluster.finding(RULE).parameter("reason")).isEqualTo("NoStatus");
    }

    @Test
    void shouldLeaveAGatewayThatIsNotAcceptedToThatRule() {
        // When
        cluster.with(gateway("False", "False", "Invalid"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldLeaveAGatewayThatNobodyAcceptsToThatRuleAfterFiveMinutes() {
        // Given
        cluster.with(gateway("Unknown", "False", "Invalid"));
        assertThat(cluster.rules()).contains(RULE);

        // When
        cluster.after(Duration.ofMinutes(1));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.without(gatewayClass());

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldKeepWhatItSaidWhileTheConditionIsAboutAnOlderGeneration() {
        // Given
        cluster.with(gateway("True", "True", "Programmed"));

        // When
        cluster.with(ofGeneration(gateway("True", "False", "Invalid"), 3, 2));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.with(ofGeneration(gateway("True", "False", "Invalid"), 3, 3));

        // Then
        assertThat(cluster.rules()).contains(RULE);
    }

    @Test
    void shouldBeSilentWhenItIsBeingDeleted() {
        // When
        cluster.with(new GatewayBuilder(gateway("True", "False", "Invalid"))
                .editMetadata()
                .withDeletionTimestamp("2026-03-02T08:59:00Z")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    /** Both conditions have their status since 08:55. */
    private static Gateway gateway(String accepted, String programmed, String reason) {
        return condition(
                condition(gateway(), "Accepted", accepted, "Because", "2026-03-02T08:55:30Z"),
                "Programmed",
                programmed,
                reason,
                "2026-03-02T08:55:00Z");
    }

    private static Gateway gateway() {
        return new GatewayBuilder()
                .withMetadata(meta("public"))
                .withNewSpec()
                .withGatewayClassName("mesh")
                .endSpec()
                .build();
    }

    private static Gateway condition(Gateway gateway, String type, String status, String reason, String since) {
        return new GatewayBuilder(gateway)
                .editOrNewStatus()
                .addToConditions(new ConditionBuilder()
                        .withType(type)
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage("because")
                        .withLastTransitionTime(since)
                        .build())
                .endStatus()
                .build();
    }

    private static Gateway ofGeneration(Gateway gateway, long generation, long observed) {
        Gateway changed = new GatewayBuilder(gateway)
                .editMetadata()
                .withGeneration(generation)
                .endMetadata()
                .build();
        changed.getStatus().getConditions().forEach(condition -> condition.setObservedGeneration(observed));
        return changed;
    }

    private static GatewayClass gatewayClass() {
        return new GatewayClassBuilder()
                .withNewMetadata()
                .withName("mesh")
                .endMetadata()
                .build();
    }
}
