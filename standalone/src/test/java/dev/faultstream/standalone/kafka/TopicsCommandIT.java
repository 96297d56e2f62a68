package dev.faultstream.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.standalone.Cli;
import dev.faultstream.standalone.ExitCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsCommandIT {
    @Test
    void shouldTellHowTopicsDifferAndChangeNone() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary())) {
            // Given
            kafka.createTopic(
                    "other.k8s-failures",
                    2,
                    Map.of(
                            "cleanup.policy", "delete",
                            "min.compaction.lag.ms", "1000",
                            "delete.retention.ms", "604800000",
                            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));

            // When
            Cli.Result first = topics(kafka);
            Cli.Result second = topics(kafka);

            // Then
            String differs = """
                    other.k8s-failures: differs
                      partitions: expected 3, actual 2
                      cleanup.policy: expected compact, actual delete
                      min.compaction.lag.ms: expected 604800000, actual 1000
                    """;
            assertThat(first.out()).isEqualTo("""
                    other.k8s-resource-snapshots: created
                    %sother.k8s-explanations: created
                    other.k8s-failures-explained: created
                    other.k8s-dead-letters: created
                    """.formatted(differs));
            assertThat(second.out()).isEqualTo("""
                    other.k8s-resource-snapshots: as expected
                    %sother.k8s-explanations: as expected
                    other.k8s-failures-explained: as expected
                    other.k8s-dead-letters: as expected
                    """.formatted(differs));
            assertThat(first.exitCode()).isEqualTo(ExitCode.MET);
            assertThat(second.exitCode()).isEqualTo(ExitCode.MET);
            assertThat(first.err() + second.err()).isEmpty();
        }
    }

    @Test
    void shouldExitWithZeroWhenAllTopicsAreAsTheyAreToBe() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary())) {
            // Given
            Cli.Result created = topics(kafka);

            // When
            Cli.Result again = topics(kafka);

            // Then
            assertThat(created.out().lines()).hasSize(5).allMatch(line -> line.endsWith(": created"));
            assertThat(again.out().lines()).hasSize(5).allMatch(line -> line.endsWith(": as expected"));
            assertThat(created.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
        }
    }

    private static Cli.Result topics(EmbeddedKafka kafka) {
        return Cli.run(
                "topics",
                "--kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                "--topics.prefix",
                "other.",
                "--topics.partitions",
                "3");
    }
}
