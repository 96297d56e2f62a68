package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample, through each of the commands: all of them find the same, and that is what is expected of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleIT {
    private static final String FROM = "2026-03-02T09:00:00Z";
    private static final String TO = "2026-03-02T09:30:00Z";

    private Path data = Path.of("");
    private Map<String, JsonNode> analyzed = Map.of();
    private List<JsonNode> explained = List.of();
    private String progress = "";

    @BeforeAll
    void runAnalyzeAndUp(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        Cli.Result analyze = Cli.run("analyze", "--all", "--output", "json", Samples.SHOP.toString());
        assertThat(analyze.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(analyze.err()).isEmpty();
        List<JsonNode> failures = new ArrayList<>();
        Json.mapper().readTree(analyze.out()).forEach(failures::add);
        analyzed = JsonFailures.latest(failures);
        try (Child up = Child.faultstream(
                folder, "up", "up", "--until-quiet", "--output", "json", "--data-dir", data.toString())) {
            assertThat(up.awaitExit(240)).as(up::err).isEqualTo(ExitCode.OK);
            explained = JsonFailures.lines(up.out());
            progress = up.err();
        }
    }

    @Test
    void shouldFindInTheSampleWhatIsExpectedOfIt() throws JsonProcessingException {
        // Given
        List<Failure> revisions = new ArrayList<>();
        for (JsonNode record : explained) {
            revisions.add(Json.mapper().treeToValue(record, Failure.class));
        }
        List<Failure> failures = new ArrayList<>();
        for (JsonNode failure : analyzed.values()) {
            failures.add(Json.mapper().treeToValue(failure, Failure.class));
        }

        // When
        List<String> differences = Samples.differences(Samples.SHOP_EXPECTED, failures, Samples.causes(revisions));

        // Then
        assertThat(differences).isEmpty();
    }

    @Test
    void shouldFindTheSameThroughTheWholePipeline() {
        // When
        Map<String, JsonNode> published = JsonFailures.latest(explained);

        // Then
        assertThat(published).isEqualTo(analyzed);
    }

    @Test
    void shouldPublishEachRevisionOnce() {
        // When
        List<String> revisions = explained.stream().map(JsonFailures::revision).toList();

        // Then
        assertThat(revisions).doesNotHaveDuplicates().containsAll(JsonFailures.allRevisions(explained));
    }

    @Test
    void shouldFillTheRemedyIntoEachExplanation() {
        assertThat(explained).isNotEmpty().allSatisfy(record -> {
            JsonNode explanation = record.path("explanation");
            assertThat(explanation.path("source").asText()).isEqualTo("remedy");
            assertThat(explanation.path("error").asText()).isNotBlank();
            assertThat(explanation.path("solution")).isNotEmpty();
        });
    }

    @Test
    void shouldTellWhereToConsumeWhileItRuns() {
        assertThat(progress).contains("--bootstrap-server 127.0.0.1:").contains("--topic k8s-failures-explained");
    }

    @Test
    void shouldConcludeTheSameFromTheHistory() throws JsonProcessingException {
        // When
        Cli.Result replay =
                Cli.run("replay", "--from", FROM, "--to", TO, "--data-dir", data.toString(), "--output", "json");

        // Then
        assertThat(replay.exitCode()).as(replay.err()).isEqualTo(ExitCode.OK);
        List<JsonNode> live =
                explained.stream().map(JsonFailures::withoutExplanation).toList();
        assertThat(JsonFailures.lines(replay.out())).containsExactlyInAnyOrderElementsOf(live);
    }

    @Test
    void shouldConcludeOnlyWhatFallsIntoTheRange() throws JsonProcessingException {
        // Given
        String from = "2026-03-02T09:10:00Z";
        String to = "2026-03-02T09:15:00Z";

        // When
        Cli.Result replay =
                Cli.run("replay", "--from", from, "--to", to, "--data-dir", data.toString(), "--output", "json");

        // Then
        List<JsonNode> inRange = explained.stream()
                .map(JsonFailures::withoutExplanation)
                .filter(failure -> isBetween(failure.path("changedAt").asText(), from, to))
                .toList();
        assertThat(inRange).hasSizeBetween(10, explained.size() - 10);
        assertThat(JsonFailures.lines(replay.out())).containsExactlyInAnyOrderElementsOf(inRange);
    }

    private static boolean isBetween(String at, String from, String to) {
        java.time.Instant instant = java.time.Instant.parse(at);
        return !instant.isBefore(java.time.Instant.parse(from)) && !instant.isAfter(java.time.Instant.parse(to));
    }
}
