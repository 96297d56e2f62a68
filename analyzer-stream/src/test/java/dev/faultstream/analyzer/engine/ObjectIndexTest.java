package dev.faultstream.analyzer.engine;

import static dev.faultstream.analyzer.testing.NetworkObjects.ingress;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A change must cost the same however many objects there are that have nothing to do with it. */
class ObjectIndexTest {
    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldLookAtNoIngressThatClaimsOtherRequests() {
        // Given
        IntStream.range(0, 50).forEach(i -> cluster.with(ingress("web-" + i, "/" + i, "web")));
        cluster.takeEvaluated();

        // When
        cluster.with(labelled(ingress("web-7", "/7", "web")));

        // Then
        assertThat(cluster.takeEvaluated()).extracting(ResourceKey::name).containsExactly("web-7");
    }

    @Test
    void shouldLookAtAnIngressAgainWhenAnotherComesIntoItsWayAndLeavesIt() {
        // Given
        Ingress older = ingress("older", "/cart", "web");
        cluster.with(ingress("web", "/", "web"), younger(ingress("copy", "/cart", "other")));
        List<String> before = inTheWay();

        // When
        cluster.with(older);
        List<String> met = inTheWay();
        cluster.with(ingress("older", "/basket", "web"));
        List<String> moved = inTheWay();
        cluster.with(older);
        cluster.without(older);

        // Then
        assertThat(before).isEmpty();
        assertThat(met).containsExactly("copy");
        assertThat(moved).isEmpty();
        assertThat(inTheWay()).isEmpty();
    }

    @Test
    void shouldNotLookAtTheClusterWhenANodeThatIsUpChanges() {
        // Given
        IntStream.range(0, 50).forEach(i -> cluster.with(node("n-" + i, "True", "2026-03-02T08:00:00Z")));
        cluster.takeEvaluated();

        // When
        cluster.with(node("n-7", "True", "2026-03-02T08:30:00Z"));

        // Then
        assertThat(cluster.takeEvaluated()).extracting(ResourceKey::name).containsExactly("n-7");
    }

    private List<String> inTheWay() {
        return cluster.findings().stream()
                .filter(finding -> finding.rule().equals("ingress.path-conflict"))
                .map(finding -> finding.subject().name())
                .toList();
    }

    private static Ingress labelled(Ingress ingress) {
        return new IngressBuilder(ingress)
                .editMetadata()
                .addToLabels("changed", "yes")
                .endMetadata()
                .build();
    }

    private static Ingress younger(Ingress ingress) {
        return new IngressBuilder(ingress)
                .editMetadata()
                .withCreationTimestamp("2026-03-02T08:30:00Z")
                .endMetadata()
                .build();
    }
}
