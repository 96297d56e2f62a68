package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultstreamTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "up", "analyze", "replay", "topics", "health"})
    void shouldHelp(String command) {
        // When
        Cli.Result result = command.isEmpty() ? Cli.run("--help") : Cli.run(command, "--help");

        // Then
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).containsIgnoringCase("usage: faultstream");
    }

    @Test
    void shouldListAllCommands() {
        // When
        Cli.Result result = Cli.run("--help");

        // Then
        assertThat(result.out())
                .contains(
                        "  up ",
                        "  analyze ",
                        "  replay ",
                        "  watcher ",
                        "  analyzer ",
                        "  explainer ",
                        "  sink ",
                        "  topics ",
                        "  health ");
    }

    @Test
    void shouldTellItsVersion() {
        // When
        Cli.Result result = Cli.run("--version");

        // Then
        assertThat(result.out()).startsWith("faultstream ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --set no.such.key=1",
                "up --set topics.partitions=none",
                "up --from nothing.jsonl",
                "up --from a.jsonl --context prod",
                "up --context prod --until-quiet",
                "up --kubeconfig nothing.yaml",
                "up --model some",
                "up --model some --model-url nonsense",
                "replay --from 2026-03-02T09:00:00Z",
                "replay --from 2026-03-02T09:00:00Z --to 2026-03-02T08:00:00Z --data-dir target/none",
                "replay --from 2026-03-02T09:00:00Z --to 2026-03-02T09:30:00Z",
                "replay --from 2026-03-02T09:00:00Z --to 2026-03-02T09:30:00Z --data-dir target/none --set rules.grace.a=b",
                "replay --from 2026-03-02T09:00:00Z --to 2026-03-02T09:30:00Z --data-dir target/none",
                "health --http.port=many",
                "topics",
                "topics --kafka.bootstrap-servers=here",
                "analyzer",
                "sink --sink.join.threads=many --kafka.bootstrap-servers=a:1",
                "watcher",
                "explainer",
            })
    void shouldExitWithTwoBeforeAnythingIsStartedWhenSettingsCannotBeUsed(String line) {
        // When
        Cli.Result result = Cli.run(line.split(" "));

        // Then
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNUSABLE_INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).doesNotContain("broker");
    }
}
