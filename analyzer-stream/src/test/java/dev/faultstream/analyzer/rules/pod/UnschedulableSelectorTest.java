package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.normal;
import static dev.faultstream.analyzer.testing.PodObjects.unscheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnschedulableSelectorTest {
    private static final String ID = "pod.unschedulable-selector";
    private static final String NONE = "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.";

    private final ClusterScenario cluster = ClusterScenario.at(NOW)
            .with(labelled("n1", Map.of("disk", "ssd", "zone", "a", "cores", "8")))
            .with(labelled("n2", Map.of("disk", "hdd", "zone", "b", "cores", "4")));

    @Test
    void shouldNameTheFirstPairThatNoNodeHas() {
        // Given
        Map<String, String> selector = new LinkedHashMap<>();
        selector.put("disk", "ssd");
        selector.put("zone", "c");

        // When
        cluster.with(selecting(selector));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Pod web-1 cannot be scheduled: no node matches its node selector or affinity zone=c");
    }

    @Test
    void shouldNameAllPairsWhenNoNodeHasThemTogether() {
        // Given
        Map<String, String> selector = new LinkedHashMap<>();
        selector.put("disk", "ssd");
        selector.put("zone", "b");

        // When
        cluster.with(selecting(selector));

        // Then
        assertThat(cluster.finding(ID).parameter("selector")).isEqualTo("disk=ssd,zone=b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone|In|c|zone=c",
                "zone|In|c,d|zone in (c,d)",
                "zone|NotIn|a,b|zone notin (a,b)",
                "gpu|Exists||gpu",
                "zone|DoesNotExist||!zone",
                "cores|Gt|8|cores>8",
                "cores|Lt|4|cores<4",
            })
    void shouldNameTheTermThatNoNodeFulfils(
            String key, String operator, @org.jspecify.annotations.Nullable String values, String selector) {
        // When
        cluster.with(requiring(key, operator, values == null ? List.of() : List.of(values.split(","))));

        // Then
        assertThat(cluster.finding(ID).parameter("selector")).isEqualTo(selector);
    }

    @Test
    void shouldBeSilentWhileANodeIsComing() {
        // Given
        Pod pod = selecting(Map.of("zone", "c"));

        // When
        cluster.with(pod).with(normal(pod, "TriggeredScaleUp", "pod triggered scale-up", "2026-03-02T08:55:00Z"));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameThatManyNodesAreDown() {
        // When
        cluster.with(node("n3", "False", "2026-03-02T08:30:00Z"), node("n4", "False", "2026-03-02T08:30:00Z"))
                .with(selecting(Map.of("zone", "c")));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Node labelled(String name, Map<String, String> labels) {
        return node(name).editMetadata().withLabels(labels).endMetadata().build();
    }

    private static Pod selecting(Map<String, String> labels) {
        return unscheduled("web-1", NONE)
                .editSpec()
                .withNodeSelector(labels)
                .endSpec()
                .build();
    }

    private static Pod requiring(String key, String operator, List<String> values) {
        return new PodBuilder(unscheduled("web-1", NONE).build())
                .editSpec()
                .withNewAffinity()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey(key)
                .withOperator(operator)
                .withValues(values)
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }
}
