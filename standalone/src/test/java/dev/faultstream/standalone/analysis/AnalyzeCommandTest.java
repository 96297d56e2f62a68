package dev.faultstream.standalone.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.standalone.Cli;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {
    private static final String HISTORY = String.join(
            "\n",
            "{\"at\":\"2026-03-02T09:00:00Z\",\"cluster\":\"c\",\"op\":\"heartbeat\"}",
            "{\"at\":\"2026-03-02T09:00:00Z\",\"cluster\":\"c\",\"op\":\"synced\",\"group\":\"storage.k8s.io\",\"kind\":\"StorageClass\"}",
            "{\"at\":\"2026-03-02T09:00:00Z\",\"cluster\":\"c\",\"op\":\"synced\",\"group\":\"core\",\"kind\":\"PersistentVolumeClaim\"}",
            "{\"at\":\"2026-03-02T09:00:05Z\",\"cluster\":\"c\",\"op\":\"upsert\",\"resource\":" + claim() + "}",
            "");

    @TempDir
    Path folder;

    @Test
    void shouldFindWhatIsWrongInADump() {
        // When
        Cli.Result result = Cli.run("analyze", "--output", "json", Samples.DUMP.toString());

        // Then
        List<Failure> failures = Samples.failures(result.out());
        assertThat(Samples.differences(Samples.DUMP_EXPECTED, failures, Samples.causes(failures)))
                .isEmpty();
        assertThat(failures).extracting(Failure::id).isSorted();
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void shouldTellAPersonTheRootCausesFirst() {
        // When
        Cli.Result result = Cli.run("analyze", Samples.DUMP.toString());

        // Then
        assertThat(result.out().lines().limit(4))
                .containsExactly(
                        "default at 2026-03-02 09:59:41Z: 5 failures (5 open), 2 root causes",
                        "",
                        "critical  Deployment demo/api  pod.crash-loop",
                        "  Container api keeps crashing (application, exit code 1, 7 restarts)");
    }

    @Test
    void shouldExitWithOneWhenWhatIsOpenIsAsSevereAsAsked() {
        // When
        Cli.Result result = Cli.run("analyze", "--fail-on", "critical", Samples.DUMP.toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(ExitCode.MET);
    }

    @Test
    void shouldExitWithZeroWhenWhatIsOpenIsLessSevere() throws IOException {
        // Given
        Path recording = write("history.jsonl", HISTORY);

        // When
        Cli.Result strict = analyzeAt(recording, "2026-03-02T09:10:00Z", "--fail-on", "warning");
        Cli.Result lenient = analyzeAt(recording, "2026-03-02T09:10:00Z", "--fail-on", "critical");

        // Then
        assertThat(strict.exitCode()).isEqualTo(ExitCode.MET);
        assertThat(lenient.exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldNotWaitForWhatTheRecordingDoesNotReach() throws IOException {
        // Given
        Path recording = write("history.jsonl", HISTORY);

        // When
        Cli.Result result = Cli.run("analyze", "--all", "--output", "json", recording.toString());

        // Then
        assertThat(Samples.failures(result.out())).isEmpty();
    }

    @Test
    void shouldFindWhatIsWrongAtAnInstantOfAnyPrecision() throws IOException {
        // Given
        Path pod = write("pod.json", """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},
                 "spec":{"containers":[{"name":"web","image":"shop/web:9"}]},
                 "status":{"phase":"Pending","containerStatuses":[{"name":"web","ready":false,"state":{"waiting":{
                   "reason":"ErrImagePull","message":"manifest unknown: not found"}}}]}}
                """);

        // When
        Cli.Result result = analyzeAt(pod, "2026-03-02T09:10:00.123456789Z", "--output", "json");

        // Then
        assertThat(Samples.failures(result.out())).extracting(Failure::rule).containsExactly("pod.image-not-found");
    }

    @Test
    void shouldLetTimePassUpToTheInstantThatIsAskedFor() throws IOException {
        // Given
        Path recording = write("history.jsonl", HISTORY);

        // When
        Cli.Result result = analyzeAt(recording, "2026-03-02T09:02:00Z", "--output", "json");

        // Then
        assertThat(Samples.failures(result.out())).singleElement().satisfies(failure -> {
            assertThat(failure.rule()).isEqualTo("pvc.class-missing");
            assertThat(failure.openedAt())
                    .isBetween(Instant.parse("2026-03-02T09:01:00Z"), Instant.parse("2026-03-02T09:01:05Z"));
        });
    }

    @Test
    void shouldKnowNothingOfWhatComesAfterTheInstant() throws IOException {
        // Given
        Path recording = write(
                "history.jsonl",
                HISTORY + "{\"at\":\"2026-03-02T09:00:30Z\",\"cluster\":\"c\",\"op\":\"delete\",\"resource\":" + claim()
                        + "}\n{\"at\":\"2026-03-02T09:05:00Z\",\"cluster\":\"c\",\"op\":\"heartbeat\"}\n");

        // When
        Cli.Result then = analyzeAt(recording, "2026-03-02T09:00:29Z", "--output", "json", "--all");
        Cli.Result end = Cli.run("analyze", "--output", "json", "--all", recording.toString());

        // Then
        assertThat(Samples.failures(then.out())).isEmpty();
        assertThat(Samples.failures(end.out())).extracting(Failure::rule).doesNotContain("pvc.class-missing");
    }

    @Test
    void shouldNameFileLineAndCauseWhenALineCannotBeRead() throws IOException {
        // Given
        Path recording = write("broken.jsonl", HISTORY + "{\"at\":\n");

        // When
        Cli.Result result = Cli.run("analyze", recording.toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNUSABLE_INPUT);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("broken.jsonl:5: ")
                .doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        // When
        Cli.Result result = Cli.run("analyze", folder.resolve("nothing.yaml").toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNUSABLE_INPUT);
        assertThat(result.err()).contains("nothing.yaml: no such file or folder");
    }

    @Test
    void shouldReadStandardInput() {
        // Given
        InputStream original = System.in;

        // When
        Cli.Result result;
        try {
            System.setIn(new ByteArrayInputStream(HISTORY.getBytes(StandardCharsets.UTF_8)));
            result = Cli.run("analyze", "--at", "2026-03-02T09:02:00Z", "--output", "json", "-");
        } finally {
            System.setIn(original);
        }

        // Then
        assertThat(Samples.failures(result.out())).extracting(Failure::rule).containsExactly("pvc.class-missing");
    }

    @Test
    void shouldUseTheSettingsOfTheRules() throws IOException {
        // Given
        Path recording = write("history.jsonl", HISTORY);

        // When
        Cli.Result off =
                analyzeAt(recording, "2026-03-02T09:02:00Z", "--output", "json", "--set", "rules.disabled=pvc.*");
        Cli.Result chinese = analyzeAt(recording, "2026-03-02T09:02:00Z", "--output", "json", "--language", "zh");

        // Then
        assertThat(Samples.failures(off.out())).isEmpty();
        assertThat(Samples.failures(chinese.out()))
                .extracting(Failure::language)
                .containsExactly("zh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analyze",
                "analyze - x.yaml",
                "analyze x.yaml --context prod",
                "analyze --context prod --at 2026-03-02T09:00:00Z",
                "analyze x.yaml --at yesterday",
                "analyze x.yaml --fail-on bad",
                "analyze x.yaml --cluster a/b",
                "analyze x.yaml --output xml",
                "analyze x.yaml --language klingon",
                "analyze x.yaml --set rules.disabledd=a",
                "analyze --context a-context-that-nobody-has",
                "analyse x.yaml",
                "",
            })
    void shouldExitWithTwoWhenTheArgumentsCannotBeUsed(String line) {
        // When
        Cli.Result result = Cli.run(line.isEmpty() ? new String[0] : line.split(" "));

        // Then
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNUSABLE_INPUT);
        assertThat(result.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    private static Cli.Result analyzeAt(Path recording, String at, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "analyze";
        arguments[1] = recording.toString();
        arguments[2] = "--at";
        arguments[3] = at;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Cli.run(arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String claim() {
        return "{\"apiVersion\":\"v1\",\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"data\","
                + "\"namespace\":\"shop\",\"uid\":\"u1\",\"creationTimestamp\":\"2026-03-02T09:00:00Z\"},"
                + "\"spec\":{\"storageClassName\":\"fast\",\"accessModes\":[\"ReadWriteOnce\"]},"
                + "\"status\":{\"phase\":\"Pending\"}}";
    }
}
