package dev.faultstream.analyzer.rules.node;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code node.not-ready}, {@code node.unreachable} and {@code node.disk-pressure}. */
class NodeRulesTest {
    private static final String SINCE = "2026-03-02T08:55:00Z";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSayThatANodeIsNotReady() {
        // When
        cluster.with(node("n1", "False", SINCE));

        // Then
        assertThat(cluster.message("node.not-ready"))
                .isEqualTo("Node n1 is not ready (KubeletNotReady): PLEG is not healthy");
        assertThat(cluster.finding("node.not-ready").since()).isEqualTo(Instant.parse(SINCE));
        assertThat(cluster.finding("node.not-ready").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.rules()).containsExactly("node.not-ready");
    }

    @Test
    void shouldSayThatANodeDoesNotAnswer() {
        // When
        cluster.with(node("n1", "Unknown", SINCE));

        // Then
        assertThat(cluster.message("node.unreachable"))
                .isEqualTo("Node n1 does not answer: its kubelet stopped reporting 5 min ago");
        assertThat(cluster.rules()).containsExactly("node.unreachable");
    }

    @Test
    void shouldTakeTheTaintForANodeThatDoesNotAnswer() {
        // When
        cluster.with(node("n1")
                .editSpec()
                .withTaints(new Taint("NoExecute", "node.kubernetes.io/unreachable", SINCE, null))
                .endSpec()
                .build());

        // Then
        assertThat(cluster.finding("node.unreachable").since()).isEqualTo(Instant.parse(SINCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"False", "Unknown"})
    void shouldBeSilentWhileANodeJoins(String ready) {
        // Given
        cluster.with(node("n1", ready, SINCE).toBuilder()
                .editMetadata()
                .withCreationTimestamp(SINCE)
                .endMetadata()
                .build());
        assertThat(cluster.rules()).hasSize(1);

        // When
        cluster.with(node("n1", ready, SINCE).toBuilder()
                .editMetadata()
                .withCreationTimestamp("2026-03-02T08:55:01Z")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"False,node.not-ready", "Unknown,node.unreachable"})
    void shouldGiveMaintenanceHalfAnHour(String ready, String rule) {
        // Given
        cluster.with(cordoned(node("n1", ready, SINCE)));
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofMinutes(25));

        // Then
        assertThat(cluster.finding(rule).severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource({
        "ToBeDeletedByClusterAutoscaler",
        "karpenter.sh/disrupted",
        "node.cloudprovider.kubernetes.io/shutdown",
        "node.kubernetes.io/out-of-service"
    })
    void shouldBeSilentAboutANodeThatLeaves(String taint) {
        // When
        cluster.with(
                leaving(node("n1", "False", SINCE), taint),
                leaving(node("n2", "Unknown", SINCE), taint),
                leaving(pressed("n3"), taint));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutANodeThatIsDeleted() {
        // When
        cluster.with(node("n1", "False", SINCE).toBuilder()
                .editMetadata()
                .withDeletionTimestamp(NOW)
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldSayThatANodeIsLowOnDiskSpace() {
        // Given
        Node node = pressed("n1");

        // When
        cluster.with(node)
                .with(warning(node, "ImageGCFailed", "wanted to free 1 GB", "2026-03-02T08:58:00Z"))
                .with(warning(node, "Rebooted", "boot id changed", "2026-03-02T08:58:00Z"));

        // Then
        assertThat(cluster.message("node.disk-pressure"))
                .isEqualTo("Node n1 is low on disk space or inodes and evicts pods");
        assertThat(cluster.finding("node.disk-pressure").evidence())
                .extracting(evidence -> evidence.text())
                .containsExactly(
                        "DiskPressure is True: kubelet has disk pressure", "ImageGCFailed: wanted to free 1 GB");
    }

    @Test
    void shouldBeSilentAboutHealthyConditions() {
        // When
        cluster.with(node("n1")
                .editStatus()
                .addNewCondition()
                .withType("DiskPressure")
                .withStatus("False")
                .endCondition()
                .addNewCondition()
                .withType("EtcdIsVoter")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameThatManyNodesAreDown() {
        // When
        cluster.with(node("n1", "False", SINCE), node("n2", "Unknown", SINCE));

        // Then
        assertThat(cluster.causes("node.not-ready")).containsExactly(List.of("cluster.nodes-down"));
        assertThat(cluster.causes("node.unreachable")).containsExactly(List.of("cluster.nodes-down"));
    }

    private static Node cordoned(Node node) {
        return node.toBuilder().editSpec().withUnschedulable(true).endSpec().build();
    }

    private static Node leaving(Node node, String taint) {
        return node.toBuilder()
                .editSpec()
                .withTaints(new Taint("NoSchedule", taint, null, null))
                .endSpec()
                .build();
    }

    private static Node pressed(String name) {
        return node(name)
                .editStatus()
                .addNewCondition()
                .withType("DiskPressure")
                .withStatus("True")
                .withMessage("kubelet has disk pressure")
                .withLastTransitionTime(SINCE)
                .endCondition()
                .endStatus()
                .build();
    }
}
