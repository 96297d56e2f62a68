package dev.faultstream.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubjectLabelsTest {
    @Test
    void shouldTakeTheSubjectsLabelsAndWhatItLacksFromItsWorkload() {
        // Given
        GenericKubernetesResource rollout = labelled(Map.of("team", "payments", "app", "web"));
        GenericKubernetesResource workload = labelled(Map.of("team", "other", "backstage.io/kubernetes-id", "shop"));

        // When
        Map<String, String> labels =
                SubjectLabels.of(List.of("team", "backstage.io/kubernetes-id", "missing"), rollout, workload);

        // Then
        assertThat(labels).isEqualTo(Map.of("team", "payments", "backstage.io/kubernetes-id", "shop"));
    }

    @Test
    void shouldFindNoneWhereNobodyHasLabels() {
        // When
        Map<String, String> labels = SubjectLabels.of(List.of("team"), labelled(null), null);

        // Then
        assertThat(labels).isEmpty();
    }

    private static GenericKubernetesResource labelled(@Nullable Map<String, String> labels) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setMetadata(new ObjectMetaBuilder().withLabels(labels).build());
        return resource;
    }
}
