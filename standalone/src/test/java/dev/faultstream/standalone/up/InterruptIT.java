package dev.faultstream.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.Cli;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.JsonFailures;
import dev.faultstream.standalone.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} that is interrupted, by Ctrl-C and by SIGTERM, and started again on what it kept. */
class InterruptIT {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final int LONGEST_END_SECONDS = 15;

    @TempDir
    Path folder;

    @Test
    void shouldEndCleanlyAndGoOnWhereItWasLeftWhenInterrupted() throws Exception {
        // Given
        List<JsonNode> analyzed = new ArrayList<>();
        Json.mapper()
                .readTree(Cli.run("analyze", "--all", "--output", "json", Samples.SHOP.toString())
                        .out())
                .forEach(analyzed::add);

        // When
        interrupt("first", isIgnored(SIGINT) ? SIGTERM : SIGINT, "60", "opened");
        String second = interrupt("second", SIGTERM, "240", "resolved");
        List<JsonNode> explained = runToItsEnd();

        // Then
        assertThat(second).contains(", from where it was left");
        assertThat(JsonFailures.latest(explained)).isEqualTo(JsonFailures.latest(analyzed));
        assertThat(explained)
                .extracting(JsonFailures::revision)
                .doesNotHaveDuplicates()
                .containsAll(JsonFailures.allRevisions(explained));
    }

    private String interrupt(String name, int signal, String speed, String until) throws Exception {
        try (Child up = Child.faultstream(
                folder, name, "up", "--speed", speed, "--data-dir", data(), "--from", Samples.SHOP.toString())) {
            await().atMost(Duration.ofSeconds(60))
                    .failFast("up has ended", () -> !up.isAlive())
                    .until(() -> up.out().contains("  " + until + "  "));
            up.signal(signal);

            assertThat(up.awaitExit(LONGEST_END_SECONDS)).as(up::err).isEqualTo(128 + signal);
            assertThat(up.out()).endsWith(" open now\n");
            assertThat(up.err().lines()).as(up::err).allMatch(InterruptIT::isProgress);
            return up.err();
        }
    }

    private List<JsonNode> runToItsEnd() throws Exception {
        try (Child up = Child.faultstream(
                folder,
                "last",
                "up",
                "--until-quiet",
                "--output",
                "json",
                "--data-dir",
                data(),
                "--from",
                Samples.SHOP.toString())) {
            assertThat(up.awaitExit(120)).as(up::err).isEqualTo(ExitCode.OK);
            return JsonFailures.lines(up.out());
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Whether this process ignores a signal, as all that it starts do then: what a shell runs in the background. */
    private static boolean isIgnored(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        long mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(0);
        return ((mask >> (signal - 1)) & 1) == 1;
    }

    private static boolean isProgress(String line) {
        return line.matches(" *[0-9.]+ s  (broker|topics|services|consume|watcher) +.*");
    }
}
