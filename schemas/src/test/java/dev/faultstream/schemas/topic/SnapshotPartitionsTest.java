package dev.faultstream.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.Route;
import dev.faultstream.schemas.snapshot.Route.Scope;
import dev.faultstream.schemas.topic.SnapshotPartitions.Placement;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotPartitionsTest {
    private final SnapshotPartitions partitions = new SnapshotPartitions(3);
    private final int home = HomePartition.of("prod", "shop", 3);

    @Test
    void shouldPlaceOnlyAtHomeWhenNobodyElseLooksItUp() throws IOException {
        ResourceSnapshot snapshot = snapshot();
        assertThat(partitions.place(snapshot, new Route(Scope.HOME, "shop")))
                .containsExactly(new Placement(home, snapshot));
    }

    @Test
    void shouldPlaceTheSameEverywhereWhenBroadcast() throws IOException {
        ResourceSnapshot snapshot = snapshot();
        assertThat(partitions.place(snapshot, new Route(Scope.ALL, "shop")))
                .containsExactly(new Placement(0, snapshot), new Placement(1, snapshot), new Placement(2, snapshot));
    }

    @Test
    void shouldPlaceProjectionsAwayFromHome() throws IOException {
        // Given
        ResourceSnapshot snapshot = snapshot();
        // When
        List<Placement> placements = partitions.place(snapshot, new Route(Scope.PROJECTED, "shop"));
        // Then
        assertThat(placements).extracting(Placement::partition).containsExactly(0, 1, 2);
        assertThat(placements).allSatisfy(placement -> {
            ResourceSnapshot placed = (ResourceSnapshot) placement.record();
            assertThat(placed.key()).isEqualTo(snapshot.key());
            assertThat(placed.resource().at("/spec").has("tls")).isEqualTo(placement.partition() == home);
        });
    }

    @Test
    void shouldSayTheSamePartitionsForDeletions() {
        assertThat(partitions.of("prod", new Route(Scope.HOME, "shop"))).containsExactly(home);
        assertThat(partitions.of("prod", new Route(Scope.PROJECTED, "shop"))).isEqualTo(partitions.all());
        assertThat(partitions.of("prod", new Route(Scope.ALL, "-"))).isEqualTo(partitions.all());
    }

    @Test
    void shouldRefuseNoPartitions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotPartitions(0));
    }

    private static ResourceSnapshot snapshot() throws IOException {
        ObjectNode ingress = (ObjectNode) new YAMLMapper()
                .readTree("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: shop},"
                        + " spec: {ingressClassName: nginx, tls: []}}");
        return new ResourceSnapshot("prod", Instant.EPOCH, 1, false, ingress);
    }
}
