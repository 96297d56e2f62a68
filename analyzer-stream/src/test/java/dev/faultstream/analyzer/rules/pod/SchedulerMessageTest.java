package dev.faultstream.analyzer.rules.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.rules.pod.SchedulerMessage.Clause;
import org.junit.jupiter.api.Test;

class SchedulerMessageTest {
    @Test
    void shouldDropWhatIsSaidAboutPreemption() {
        // When
        SchedulerMessage message = SchedulerMessage.parse(
                "0/5 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: },"
                        + " 4 Insufficient cpu. preemption: 0/5 nodes are available: 1 Preemption is not helpful for"
                        + " scheduling, 4 No preemption victims found for incoming pod.");

        // Then
        assertThat(message.total()).isEqualTo(5);
        assertThat(message.clauses())
                .containsExactly(
                        new Clause(1, "node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }"),
                        new Clause(4, "Insufficient cpu"));
    }

    @Test
    void shouldDropWhatIsSaidAboutClaimsToDeallocate() {
        // When
        SchedulerMessage message = SchedulerMessage.parse(
                "0/3 nodes are available: 3 Insufficient memory. no new claims to deallocate, preemption: 0/3 nodes"
                        + " are available: 3 Preemption is not helpful for scheduling.");

        // Then
        assertThat(message.clauses()).containsExactly(new Clause(3, "Insufficient memory"));
        assertThat(message.text()).isEqualTo("3 Insufficient memory");
    }

    @Test
    void shouldKeepAClauseWithoutNumber() {
        // When
        SchedulerMessage message =
                SchedulerMessage.parse("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.");

        // Then
        assertThat(message.clauses())
                .containsExactly(new Clause(0, "pod has unbound immediate PersistentVolumeClaims"));
    }

    @Test
    void shouldReadTaintsOfOldSchedulers() {
        // When
        SchedulerMessage message = SchedulerMessage.parse(
                "0/2 nodes are available: 2 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate.");

        // Then
        assertThat(message.clauses()).containsExactly(new Clause(2, "node(s) had taint {dedicated: gpu}"));
    }

    @Test
    void shouldReadAMessageWithoutNodes() {
        // When
        SchedulerMessage message = SchedulerMessage.parse("no nodes available to schedule pods");

        // Then
        assertThat(message.total()).isZero();
        assertThat(message.clauses()).containsExactly(new Clause(0, "no nodes available to schedule pods"));
    }
}
