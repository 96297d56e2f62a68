package dev.faultstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EmbeddedKafkaMainIT {

    private static final int KILLED_BY_SIGTERM = 143;

    @TempDir
    private Path data;

    private final List<Process> launched = new ArrayList<>();

    @Test
    void shouldServeUntilItIsTerminatedAndKeepItsData() throws Exception {
        // Given
        Process process = launch("--data-dir", data.toString());
        String bootstrapServers = bootstrapServers(process);
        Clients.createTopic(bootstrapServers, "kept");
        Clients.produce(bootstrapServers, "kept", "value");

        // When
        process.destroy();

        // Then
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(KILLED_BY_SIGTERM);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.inDirectory(data))) {
            assertThat(Clients.readAll(kafka.bootstrapServers(), "kept")).containsExactly("value");
        }
    }

    @Test
    void shouldKeepWhatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
        // Given
        Process process = launch("--data-dir", data.toString());
        String bootstrapServers = bootstrapServers(process);
        Clients.createTopic(bootstrapServers, "kept");
        Clients.produce(bootstrapServers, "kept", "value");

        // When
        process.destroyForcibly().waitFor();

        // Then
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.inDirectory(data))) {
            assertThat(Clients.readAll(kafka.bootstrapServers(), "kept")).containsExactly("value");
        }
    }

    @Test
    void shouldExitWithTwoWhenAnArgumentIsWrong() throws Exception {
        // When
        Process process = launch("--nonsense");

        // Then
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void shouldExitWithOneWhenTheDirectoryIsInUse() throws Exception {
        // Given
        try (EmbeddedKafka owner = EmbeddedKafka.start(EmbeddedKafkaSettings.inDirectory(data))) {
            assertThat(owner.bootstrapServers()).isNotEmpty();

            // When
            Process process = launch("--data-dir", data.toString());

            // Then
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    @AfterEach
    void endProcesses() {
        launched.forEach(Process::destroyForcibly);
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx512m",
                EmbeddedKafkaMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        launched.add(process);
        return process;
    }

    private static String bootstrapServers(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String prefix = "bootstrap.servers=";
        String line = output.readLine();
        while (line != null && !line.startsWith(prefix)) {
            line = output.readLine();
        }
        assertThat(line).as("the line that tells where to connect").isNotNull();
        return line.substring(prefix.length());
    }
}
