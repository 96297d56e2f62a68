package dev.faultstream.analyzer.rules.webhook;

import static dev.faultstream.analyzer.testing.NetworkObjects.oomKilled;
import static dev.faultstream.analyzer.testing.NetworkObjects.pod;
import static dev.faultstream.analyzer.testing.NetworkObjects.service;
import static dev.faultstream.analyzer.testing.NetworkObjects.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code webhook.service-missing} and {@code webhook.no-ready-endpoints}. */
class WebhookServicesTest {
    private static final String MISSING = "webhook.service-missing";
    private static final String NOBODY = "webhook.no-ready-endpoints";

    private final ClusterScenario cluster =
            ClusterScenario.at("2026-03-02T09:00:00Z").with(namespace("shop"));

    @Test
    void shouldTellAMissingService() {
        // When
        cluster.with(validating());

        // Then
        assertThat(cluster.message(MISSING))
                .isEqualTo("Admission webhook check.policy.example of policy calls service policy, "
                        + "which does not exist or lacks the port (service)");
        assertThat(cluster.finding(MISSING).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void shouldTellAMissingPortWhichIs443UnlessSaidOtherwise() {
        // Given
        cluster.with(validating(), service("policy"));
        assertThat(cluster.finding(MISSING).parameter("cause")).isEqualTo("port");
        assertThat(cluster.rules()).doesNotContain(NOBODY);

        // When
        cluster.with(onPort(80));

        // Then
        assertThat(cluster.rules()).doesNotContain(MISSING);
    }

    @Test
    void shouldOnlyWarnWhenFailuresAreIgnored() {
        // When
        cluster.with(new ValidatingWebhookConfigurationBuilder(validating())
                .editWebhook(0)
                .withFailurePolicy("Ignore")
                .endWebhook()
                .build());

        // Then
        assertThat(cluster.finding(MISSING).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void shouldHaveAFindingForEachEntryOfEachKindWhereItsServiceLives() {
        // Given
        var mutating = new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("defaults")
                .endMetadata()
                .addNewWebhook()
                .withName("one.example")
                .withNewClientConfig()
                .withNewService("one", "shop", null, null)
                .endClientConfig()
                .addNewRule()
                .addToOperations("CREATE")
                .endRule()
                .endWebhook()
                .addNewWebhook()
                .withName("two.example")
                .withNewClientConfig()
                .withNewService("two", "infra", null, null)
                .endClientConfig()
                .addNewRule()
                .addToOperations("CREATE")
                .endRule()
                .endWebhook()
                .build();

        // When
        cluster.with(mutating);

        // Then
        assertThat(cluster.findings())
                .filteredOn(finding -> finding.isOf(MISSING))
                .extracting(Finding::part)
                .containsExactlyInAnyOrder("one.example", "two.example");
    }

    static Stream<UnaryOperator<ValidatingWebhookConfigurationBuilder>> harmless() {
        return Stream.of(
                configuration -> configuration
                        .editWebhook(0)
                        .withNewNamespaceSelector()
                        .addToMatchLabels("team", "none")
                        .endNamespaceSelector()
                        .endWebhook(),
                configuration -> configuration.editWebhook(0).withRules().endWebhook(),
                configuration -> configuration
                        .editWebhook(0)
                        .editClientConfig()
                        .withService(null)
                        .withUrl("https://policy.example")
                        .endClientConfig()
                        .endWebhook(),
                configuration -> configuration
                        .editMetadata()
                        .withDeletionTimestamp("2026-03-02T08:59:00Z")
                        .endMetadata());
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void shouldBeSilentAboutEntriesThatAreNeverCalled(UnaryOperator<ValidatingWebhookConfigurationBuilder> change) {
        // When
        cluster.with(change.apply(new ValidatingWebhookConfigurationBuilder(validating()))
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(MISSING, NOBODY);
    }

    @Test
    void shouldTellAServiceWithNobodyBehindItAndWhy() {
        // When
        cluster.with(onPort(80), service("policy"), oomKilled(pod("policy-1", "policy", false)));

        // Then
        assertThat(cluster.message(NOBODY))
                .isEqualTo("Admission webhook check.policy.example of policy has nobody behind service policy; "
                        + "CREATE, UPDATE of matching objects fails");
        assertThat(cluster.finding(NOBODY).since()).isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
        assertThat(cluster.causes(NOBODY).get(0)).containsExactly("service.no-ready-endpoints");
        assertThat(cluster.causes(NOBODY)).anyMatch(place -> place.contains("pod.oom-killed"));
    }

    @Test
    void shouldBeSilentWhenOnePodIsReadyBesideAnother() {
        // When
        cluster.with(
                onPort(80),
                service("policy"),
                slice("policy", true),
                pod("policy-1", "policy", true),
                pod("policy-2", "policy", false));

        // Then
        assertThat(cluster.rules()).doesNotContain(MISSING, NOBODY);
    }

    @Test
    void shouldJudgeAServiceWithoutSelectorByItsSlices() {
        // Given
        var manual = new ServiceBuilder(service("policy"))
                .editSpec()
                .withSelector(java.util.Map.of())
                .endSpec()
                .build();
        cluster.with(onPort(80), manual);
        assertThat(cluster.rules()).contains(NOBODY);

        // When
        cluster.with(slice("policy", true));

        // Then
        assertThat(cluster.rules()).doesNotContain(NOBODY);
    }

    private static Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static ValidatingWebhookConfiguration onPort(int port) {
        return new ValidatingWebhookConfigurationBuilder(validating())
                .editWebhook(0)
                .editClientConfig()
                .editService()
                .withPort(port)
                .endService()
                .endClientConfig()
                .endWebhook()
                .build();
    }

    private static ValidatingWebhookConfiguration validating() {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("policy")
                .endMetadata()
                .addNewWebhook()
                .withName("check.policy.example")
                .withNewClientConfig()
                .withNewService("policy", "shop", null, null)
                .endClientConfig()
                .withNewNamespaceSelector()
                .endNamespaceSelector()
                .addNewRule()
                .addToOperations("UPDATE", "CREATE")
                .addToResources("pods")
                .endRule()
                .endWebhook()
                .build();
    }
}
