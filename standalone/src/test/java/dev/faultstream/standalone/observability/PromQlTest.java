package dev.faultstream.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void shouldFindMetricsAndTheLabelsTheyAreSelectedBy() {
        assertThat(PromQl.selectors(
                        "histogram_quantile(0.95, sum by (le, kind) (rate(a_bucket{le=\"1\", x=~\"y\"}[5m])))"
                                + " / on (instance) group_left (v) b{} or vector(0) and c_total offset 5m"))
                .isEqualTo(Map.of("a_bucket", Set.of("le", "x"), "b", Set.of(), "c_total", Set.of()));
    }

    @Test
    void shouldSeeAMetricOrLabelThatThereIsNot() {
        KnownMetrics metrics = new KnownMetrics();
        assertThat(metrics.problems("sum(analyzer_failures_open{cluster=\"c\"})"))
                .isEmpty();
        assertThat(metrics.problems("sum(analyzer_failures_opne)")).hasSize(1);
        assertThat(metrics.problems("sum(analyzer_failures_open{pod=\"c\"})")).hasSize(1);
    }
}
