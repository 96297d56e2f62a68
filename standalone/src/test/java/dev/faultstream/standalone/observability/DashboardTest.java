package dev.faultstream.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z][a-z_]*)");

    private final KnownMetrics metrics = new KnownMetrics();

    @Test
    void shouldBeTwo() {
        assertThat(Dashboards.files())
                .extracting(file -> Dashboards.read(file).path("title").asText())
                .containsExactly("Faultstream failures", "Faultstream pipeline");
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldAskOnlyForMetricsAndLabelsThatThereAre(Path file) {
        // When
        List<String> problems = new ArrayList<>();
        Dashboards.queries(file).forEach(query -> problems.addAll(metrics.problems(query.expression())));

        // Then
        assertThat(problems).isEmpty();
        assertThat(Dashboards.queries(file)).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldUseOnlyVariablesThatItHas(Path file) {
        // Given
        JsonNode dashboard = Dashboards.read(file);
        Set<String> declared = new HashSet<>();
        dashboard
                .path("templating")
                .path("list")
                .forEach(variable -> declared.add(variable.path("name").asText()));

        // When
        Set<String> used = new HashSet<>();
        Matcher variable = VARIABLE.matcher(dashboard.toString());
        while (variable.find()) {
            used.add(variable.group(1));
        }

        // Then
        assertThat(declared).containsAll(used);
        assertThat(used).containsAll(declared);
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldLayItsPanelsOutWithoutOverlap(Path file) {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : Dashboards.read(file).path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell = (place.path("x").asInt() + x) + "/"
                            + (place.path("y").asInt() + y);
                    assertThat(cells.add(cell))
                            .as(panel.path("title").asText() + " at " + cell)
                            .isTrue();
                }
            }
        }
    }

    static Stream<Path> files() {
        return Dashboards.files().stream();
    }
}
