package dev.faultstream.analyzer.rules.certificate;

import static dev.faultstream.analyzer.testing.NetworkObjects.ingress;
import static dev.faultstream.analyzer.testing.NetworkObjects.meta;
import static dev.faultstream.analyzer.testing.NetworkObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.facts.CertificateFacts;
import dev.faultstream.schemas.facts.Facts;
import dev.faultstream.schemas.facts.SecretFacts;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code secret.certificate-expired} and {@code secret.certificate-expiring}. */
class CertificatesTest {
    private static final String EXPIRED = "secret.certificate-expired";
    private static final String EXPIRING = "secret.certificate-expiring";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldTellAnExpiredCertificateOfAnIngress() {
        // When
        cluster.with(user(), tls("2025-12-01T00:00:00Z", "2026-02-28T09:00:00Z"));

        // Then
        assertThat(cluster.message(EXPIRED)).isEqualTo("The certificate in secret shop-tls expired 2 days ago");
        assertThat(cluster.finding(EXPIRED).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.finding(EXPIRED).since()).isEqualTo(Instant.parse("2026-02-28T09:00:00Z"));
        assertThat(cluster.finding(EXPIRED).evidence())
                .anySatisfy(evidence -> assertThat(evidence.text()).isEqualTo("used by Ingress shop/web"));
        assertThat(cluster.rules()).doesNotContain(EXPIRING);
    }

    @Test
    void shouldMoveFromExpiringToExpiredWhenTimePasses() {
        // Given
        cluster.with(user(), tls("2026-01-01T00:00:00Z", "2026-03-16T10:00:00Z"));
        assertThat(cluster.rules()).doesNotContain(EXPIRED, EXPIRING);

        // When
        cluster.after(Duration.ofHours(2));

        // Then
        assertThat(cluster.message(EXPIRING))
                .isEqualTo("The certificate in secret shop-tls expires in 335 h and has not been renewed");
        assertThat(cluster.finding(EXPIRING).severity()).isEqualTo(Severity.WARNING);

        // When
        cluster.after(Duration.ofDays(14));

        // Then
        assertThat(cluster.rules()).contains(EXPIRED).doesNotContain(EXPIRING);
    }

    @Test
    void shouldExpectAShortCertificateToBeRenewedLate() {
        // Given
        cluster.with(user(), tls("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"));

        // When
        cluster.after(Duration.ofHours(10));

        // Then
        assertThat(cluster.rules()).doesNotContain(EXPIRING);

        // When
        cluster.after(Duration.ofHours(1));

        // Then
        assertThat(cluster.finding(EXPIRING).since()).isEqualTo(Instant.parse("2026-03-02T19:12:00Z"));
    }

    @Test
    void shouldBeSilentWhenNobodyUsesTheSecret() {
        // When
        cluster.with(
                pod("web-1", "web", true),
                tls("2025-12-01T00:00:00Z", "2026-02-28T09:00:00Z"),
                tls("other", Map.of("tls.crt", facts(null, "2026-03-05T00:00:00Z"))));

        // Then
        assertThat(cluster.rules()).doesNotContain(EXPIRED, EXPIRING);
    }

    @Test
    void shouldWarnOnlyWhenJustARunningPodUsesIt() {
        // Given
        var mounting = new PodBuilder(pod("web-1", "web", true))
                .editSpec()
                .addNewVolume()
                .withName("tls")
                .withNewSecret()
                .withSecretName("shop-tls")
                .endSecret()
                .endVolume()
                .endSpec();

        // When
        cluster.with(mounting.build(), tls("2025-12-01T00:00:00Z", "2026-02-28T09:00:00Z"));

        // Then
        assertThat(cluster.finding(EXPIRED).severity()).isEqualTo(Severity.WARNING);

        // When
        cluster.with(mounting.editStatus().withPhase("Succeeded").endStatus().build());

        // Then
        assertThat(cluster.rules()).doesNotContain(EXPIRED);
    }

    @Test
    void shouldSeeTheListenersOfGatewaysInOtherNamespaces() {
        // Given
        var gateway = new GatewayBuilder()
                .withMetadata(meta("public"))
                .editMetadata()
                .withNamespace("infra")
                .endMetadata()
                .withNewSpec()
                .withGatewayClassName("mesh")
                .addNewListener()
                .withName("https")
                .withNewTls()
                .addNewCertificateRef()
                .withName("shop-tls")
                .endCertificateRef()
                .endTls()
                .endListener()
                .endSpec();
        cluster.with(gateway.build(), tls("2025-12-01T00:00:00Z", "2026-02-28T09:00:00Z"));
        assertThat(cluster.rules()).doesNotContain(EXPIRED);

        // When
        gateway.editSpec()
                .editListener(0)
                .editTls()
                .editCertificateRef(0)
                .withNamespace("shop")
                .endCertificateRef()
                .endTls()
                .endListener()
                .endSpec();
        cluster.with(gateway.build());

        // Then
        assertThat(cluster.finding(EXPIRED).severity()).isEqualTo(Severity.CRITICAL);
    }

    static Stream<Map<String, CertificateFacts>> harmless() {
        CertificateFacts expired = facts("2025-12-01T00:00:00Z", "2026-02-28T09:00:00Z");
        CertificateFacts good = facts("2026-02-01T00:00:00Z", "2027-02-01T00:00:00Z");
        return Stream.of(
                Map.of("tls.crt", good, "ca.crt", expired),
                Map.of("ca-bundle.pem", expired),
                Map.of("root.crt", expired),
                Map.of("tls.crt", new CertificateFacts(null, null, List.of(), List.of(), "not PEM")),
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void shouldBeSilentAboutOtherContent(Map<String, CertificateFacts> certificates) {
        // When
        cluster.with(user(), tls("shop-tls", certificates));

        // Then
        assertThat(cluster.rules()).doesNotContain(EXPIRED, EXPIRING);
    }

    @Test
    void shouldLookAtCertificatesOfAnyNameWhenThereIsNoTlsCrt() {
        // When
        cluster.with(user(), tls("shop-tls", Map.of("server.pem", facts(null, "2026-02-28T09:00:00Z"))));

        // Then
        assertThat(cluster.finding(EXPIRED).part()).isEqualTo("server.pem");
    }

    private static HasMetadata user() {
        return new IngressBuilder(ingress("web", "/", "web"))
                .editSpec()
                .addNewTl()
                .withSecretName("shop-tls")
                .endTl()
                .endSpec()
                .build();
    }

    private static Secret tls(String notBefore, String notAfter) {
        return tls("shop-tls", Map.of("tls.crt", facts(notBefore, notAfter)));
    }

    private static Secret tls(String name, Map<String, CertificateFacts> certificates) {
        return new SecretBuilder()
                .withMetadata(meta(name))
                .editMetadata()
                .withCreationTimestamp("2025-12-01T00:00:00Z")
                .endMetadata()
                .withType("kubernetes.io/tls")
                .addToAdditionalProperties(
                        Facts.FIELD, Facts.toJson(new SecretFacts(Map.of("tls.crt", 1200), certificates, true)))
                .build();
    }

    private static CertificateFacts facts(@Nullable String notBefore, String notAfter) {
        return new CertificateFacts(
                notBefore == null ? null : Instant.parse(notBefore),
                Instant.parse(notAfter),
                List.of("shop.example"),
                List.of(),
                null);
    }
}
