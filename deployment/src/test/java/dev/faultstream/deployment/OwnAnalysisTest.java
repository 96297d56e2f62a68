package dev.faultstream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That Faultstream finds nothing wrong with what it is deployed by. */
@Renders
class OwnAnalysisTest {
    @TempDir
    private Path folder;

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldFindNothingWrong(Overlay overlay) throws Exception {
        // Given
        Path rendered = Files.writeString(folder.resolve("rendered.yaml"), overlay.text());

        // When
        Answer answer = analyze(rendered);

        // Then
        assertThat(answer.text()).isEqualToIgnoringWhitespace("[]");
        assertThat(answer.exitCode()).isZero();
    }

    private Answer analyze(Path file) throws IOException, InterruptedException {
        Path out = folder.resolve("out.json");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.faultstream.standalone.FaultstreamMain",
                        "analyze",
                        file.toString(),
                        "--output",
                        "json",
                        "--fail-on",
                        "info")
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Answer(process.exitValue(), Files.readString(out));
    }

    private record Answer(int exitCode, String text) {}
}
