package dev.faultstream.analyzer.rules.ingress;

import static dev.faultstream.analyzer.testing.NetworkObjects.ingress;
import static dev.faultstream.analyzer.testing.NetworkObjects.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsSecretMissingTest {
    private static final String RULE = "ingress.tls-secret-missing";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakUntilTheSecretExists() {
        // When
        cluster.with(withSecret("shop-tls"));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Ingress web takes its certificate from the secret shop-tls, which does not exist");

        // When
        cluster.with(new SecretBuilder().withMetadata(meta("shop-tls")).build());

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenNoSecretIsNamed() {
        // When
        cluster.with(withSecret(""));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alb.ingress.kubernetes.io/certificate-arn",
                "networking.gke.io/managed-certificates",
                "ingress.gcp.kubernetes.io/pre-shared-cert"
            })
    void shouldBeSilentWhenTheCertificateIsHeldElsewhere(String annotation) {
        // When
        cluster.with(new IngressBuilder(withSecret("shop-tls"))
                .editMetadata()
                .addToAnnotations(annotation, "x")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    private static Ingress withSecret(String name) {
        return new IngressBuilder(ingress("web", "/", "web"))
                .editSpec()
                .addNewTl()
                .addToHosts("shop.example")
                .withSecretName(name)
                .endTl()
                .endSpec()
                .build();
    }
}
