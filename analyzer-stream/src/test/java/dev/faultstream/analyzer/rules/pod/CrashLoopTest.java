package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.after;
import static dev.faultstream.analyzer.testing.PodObjects.ended;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashLoopTest {
    private static final String ID = "pod.crash-loop";
    private static final String FROM = "2026-03-02T08:58:00Z";
    private static final String TO = "2026-03-02T08:59:00Z";

    private final ClusterScenario cluster = ClusterScenario.at(NOW);

    @Test
    void shouldSpeakWhenAContainerBacksOff() {
        // When
        cluster.with(backingOff(2, 1));

        // Then
        assertThat(cluster.message(ID))
                .isEqualTo("Container web keeps crashing (application, exit code 1, 2 restarts)");
        assertThat(cluster.finding(ID).since()).isEqualTo(Instant.parse(TO));
    }

    @ParameterizedTest
    @CsvSource({
        "0,Completed,exits-normally",
        "1,Error,application",
        "125,Error,application",
        "134,Error,abort",
        "137,Error,killed",
        "139,Error,segfault",
        "143,Error,terminated",
        "130,Error,signal",
        "137,ContainerStatusUnknown,status-lost"
    })
    void shouldTellTheCauseByTheExitCode(int exitCode, String reason, String cause) {
        // When
        cluster.with(pod(after(waiting("web", "CrashLoopBackOff", ""), 2, exitCode, reason, FROM, TO)));

        // Then
        assertThat(cluster.finding(ID).parameter("cause")).isEqualTo(cause);
    }

    @Test
    void shouldSpeakBetweenTwoCrashes() {
        // Given
        cluster.with(pod(after(started("web", "2026-03-02T08:59:30Z"), 3, 1, "Error", FROM, TO)));
        assertThat(cluster.rules()).containsExactly(ID);

        // When
        cluster.after(Duration.ofMinutes(5));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutARunThatLasted() {
        // When
        cluster.with(pod(after(started("web", "2026-03-02T08:59:30Z"), 3, 1, "Error", "2026-03-02T08:53:00Z", TO)));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutFewRestarts() {
        // When
        cluster.with(pod(after(started("web", "2026-03-02T08:59:30Z"), 2, 1, "Error", FROM, TO)));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutAnEndThatWasMeantToBe() {
        // When
        cluster.with(pod(ended("web", 0, "Completed", FROM, TO).withRestartCount(3)).toBuilder()
                .editSpec()
                .withRestartPolicy("OnFailure")
                .endSpec()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldBeSilentAboutTheFirstCrashOfANewPod() {
        // Given
        cluster.with(backingOff(1, 1).toBuilder()
                .editMetadata()
                .withCreationTimestamp("2026-03-02T08:59:40Z")
                .endMetadata()
                .build());
        assertThat(cluster.rules()).isEmpty();

        // When
        cluster.after(Duration.ofSeconds(10));

        // Then
        assertThat(cluster.rules()).containsExactly(ID);
    }

    @Test
    void shouldLeaveAFailingProbeToItsOwnRule() {
        // Given
        Pod pod = backingOff(4, 137);

        // When
        cluster.with(pod).with(warning(pod, "web", "Unhealthy", "Liveness probe failed: refused", TO));

        // Then
        assertThat(cluster.rules()).containsExactly("pod.probe-restart");
    }

    @Test
    void shouldBeSilentWhenThePodIsDeleted() {
        // When
        cluster.with(backingOff(4, 1).toBuilder()
                .editMetadata()
                .withDeletionTimestamp(NOW)
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNameTheNodesFailureBeforeAService() {
        // When
        cluster.with(node("n1", "False", "2026-03-02T08:30:00Z")).with(backingOff(4, 1));

        // Then
        assertThat(cluster.causes(ID)).containsExactly(List.of("node.not-ready"));
    }

    private static Pod backingOff(int restarts, int exitCode) {
        return pod(after(waiting("web", "CrashLoopBackOff", "back-off"), restarts, exitCode, "Error", FROM, TO));
    }

    private static Pod pod(ContainerStatusBuilder status) {
        return running("web-1", status.build()).build();
    }
}
