package dev.faultstream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the Prometheus operator is given the rules that Prometheus itself is given. {@code -Ddocs.update=true} copies them. */
class PrometheusRuleTest {
    private static final Path RULES = Yaml.ROOT.resolve("observability/prometheus/rules/faultstream.yaml");
    private static final Path OBJECT = Yaml.ROOT.resolve("k8s/components/observability/prometheus-rule.yaml");
    private static final String HEAD = """
            # Made from observability/prometheus/rules/faultstream.yaml by PrometheusRuleTest, with -Ddocs.update=true.
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: faultstream
              namespace: faultstream
            spec:
            """;

    @Test
    void shouldHoldTheRulesOfPrometheus() throws Exception {
        // Given
        String expected = HEAD
                + Yaml.text(RULES)
                        .lines()
                        .map(line -> line.isBlank() ? "" : "  " + line)
                        .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(OBJECT, expected);
        }

        // When / Then
        assertThat(Yaml.text(OBJECT)).isEqualTo(expected);
    }
}
