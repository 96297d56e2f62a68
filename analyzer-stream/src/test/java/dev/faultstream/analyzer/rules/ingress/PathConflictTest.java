package dev.faultstream.analyzer.rules.ingress;

import static dev.faultstream.analyzer.testing.NetworkObjects.ingress;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.IngressProjection;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PathConflictTest {
    private static final String RULE = "ingress.path-conflict";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldTellTheYoungerOfTwoThatClaimOnePath() {
        // When
        cluster.with(ingress("web", "/cart", "web"), younger(ingress("copy", "/cart", "other")));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Ingress copy and ingress web both claim shop.example/cart but lead to different services");
    }

    @Test
    void shouldSeeAnIngressOfAnotherNamespaceByItsProjection() {
        // Given
        Ingress elsewhere = new IngressBuilder(ingress("web", "/cart", "copy"))
                .editMetadata()
                .withNamespace("blue")
                .addToAnnotations("private", "value")
                .endMetadata()
                .build();
        ObjectNode projection = IngressProjection.of(new ObjectMapper().valueToTree(elsewhere));

        // When
        cluster.withJson(projection.toString()).with(younger(ingress("copy", "/cart", "copy")));

        // Then
        assertThat(cluster.finding(RULE).subject().namespace()).isEqualTo("shop");
        assertThat(cluster.finding(RULE).evidence().get(0).text())
                .isEqualTo("shop.example/cart leads to shop/copy, and by ingress blue/web to blue/copy");
    }

    @Test
    void shouldTakeTheClassFromAnnotationAndDefault() {
        // Given
        cluster.with(new IngressClassBuilder()
                .withNewMetadata()
                .withName("nginx")
                .addToAnnotations("ingressclass.kubernetes.io/is-default-class", "true")
                .endMetadata()
                .build());

        // When
        cluster.with(
                withoutClass(ingress("old", "/cart", "web"), Map.of("kubernetes.io/ingress.class", "nginx")),
                younger(withoutClass(ingress("copy", "/cart", "other"), Map.of())));

        // Then
        assertThat(cluster.finding(RULE).subject().name()).isEqualTo("copy");
    }

    static Stream<UnaryOperator<Ingress>> harmless() {
        return Stream.of(
                other -> ingress("copy", "/cart", "web"),
                other -> ingress("copy", "/orders", "other"),
                other -> new IngressBuilder(other)
                        .editSpec()
                        .withIngressClassName("traefik")
                        .endSpec()
                        .build(),
                other -> new IngressBuilder(other)
                        .editSpec()
                        .editRule(0)
                        .withHost("other.example")
                        .endRule()
                        .endSpec()
                        .build(),
                other -> new IngressBuilder(other)
                        .editSpec()
                        .editRule(0)
                        .editHttp()
                        .editPath(0)
                        .withPathType("Exact")
                        .endPath()
                        .endHttp()
                        .endRule()
                        .endSpec()
                        .build(),
                other -> withoutClass(other, Map.of()),
                other -> annotated(other, "nginx.ingress.kubernetes.io/canary", "true"),
                other -> annotated(other, "nginx.org/mergeable-ingress-type", "minion"),
                other -> annotated(other, "alb.ingress.kubernetes.io/group.order", "10"),
                other -> new IngressBuilder(other)
                        .editMetadata()
                        .addToLabels("acme.cert-manager.io/http01-solver", "true")
                        .endMetadata()
                        .build(),
                other -> new IngressBuilder(other)
                        .editMetadata()
                        .withDeletionTimestamp("2026-03-02T08:59:00Z")
                        .endMetadata()
                        .build());
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void shouldBeSilentWhicheverOfTheTwoIsYounger(UnaryOperator<Ingress> change) {
        // Given
        Ingress web = ingress("web", "/cart", "web");
        Ingress copy = change.apply(ingress("copy", "/cart", "other"));

        // When
        cluster.with(web, younger(copy));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);

        // When
        cluster.with(younger(web), copy);

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentAboutPathsOfChallenges() {
        // When
        cluster.with(
                ingress("web", "/.well-known/acme-challenge/x", "web"),
                younger(ingress("copy", "/.well-known/acme-challenge/x", "other")));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    private static Ingress younger(Ingress ingress) {
        return new IngressBuilder(ingress)
                .editMetadata()
                .withCreationTimestamp("2026-03-02T08:55:00Z")
                .endMetadata()
                .build();
    }

    private static Ingress annotated(Ingress ingress, String annotation, String value) {
        return new IngressBuilder(ingress)
                .editMetadata()
                .addToAnnotations(annotation, value)
                .endMetadata()
                .build();
    }

    private static Ingress withoutClass(Ingress ingress, Map<String, String> annotations) {
        return new IngressBuilder(ingress)
                .editMetadata()
                .withAnnotations(annotations)
                .endMetadata()
                .editSpec()
                .withIngressClassName(null)
                .endSpec()
                .build();
    }
}
