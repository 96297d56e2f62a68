package dev.faultstream.standalone.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final Path PROMETHEUS = Path.of("../observability/prometheus");
    private static final Pattern RULE = Pattern.compile(
            "- alert: (?<name>\\w+)\\n +expr: \\|-\\n(?<expression>(?: {10}.*\\n)+)(?: +for: .*\\n)? +labels:\\n"
                    + " +severity: (?<severity>\\w+)\\n +annotations:\\n +summary: .+\\n +description: .+\\n"
                    + " +runbook_url: (?<runbook>\\S+)\\n");

    @Test
    void shouldAskOnlyForMetricsAndLabelsThatThereAre() throws IOException {
        // Given
        KnownMetrics metrics = new KnownMetrics();

        // When
        List<String> problems = new ArrayList<>();
        rules().forEach(rule -> problems.addAll(metrics.problems(rule.expression())));

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldSaySeverityAndWhereTheRunbookIs() throws IOException {
        String page = Files.readString(Path.of("../docs/observability.md"), UTF_8);
        assertThat(rules()).allSatisfy(rule -> {
            String anchor = rule.name().toLowerCase(Locale.ROOT);
            assertThat(rule.severity()).isIn("critical", "warning");
            assertThat(rule.runbook()).isEqualTo("https://faultstream.dev/docs/observability#" + anchor);
            assertThat(page).contains("\n### " + rule.name() + "\n");
        });
    }

    @Test
    void shouldAllBeTested() throws IOException {
        String tests = Files.readString(PROMETHEUS.resolve("rules/faultstream_test.yaml"), UTF_8);
        assertThat(rules()).allSatisfy(rule -> assertThat(tests).contains("name: " + rule.name() + " fires\n"));
    }

    @Test
    @RequiresProgram("promtool")
    void shouldFireWhenTheyShouldAndOnlyThen() throws Exception {
        assertSucceeds(PROMETHEUS.resolve("rules"), "promtool", "test", "rules", "faultstream_test.yaml");
    }

    @Test
    @RequiresProgram("promtool")
    void shouldBeLoadedByPrometheus() throws Exception {
        assertSucceeds(PROMETHEUS, "promtool", "check", "config", "prometheus.yml");
    }

    private static List<AlertRule> rules() throws IOException {
        String text = Files.readString(PROMETHEUS.resolve("rules/faultstream.yaml"), UTF_8);
        List<AlertRule> rules = new ArrayList<>();
        Matcher rule = RULE.matcher(text);
        while (rule.find()) {
            rules.add(new AlertRule(
                    rule.group("name"),
                    rule.group("expression").strip(),
                    rule.group("severity"),
                    rule.group("runbook")));
        }
        assertThat(rules).hasSameSizeAs(alerts(text));
        return rules;
    }

    private static List<String> alerts(String text) {
        return text.lines().filter(line -> line.contains("- alert:")).toList();
    }

    private static void assertSucceeds(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private record AlertRule(String name, String expression, String severity, String runbook) {}
}
