package dev.faultstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.KeptResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class K8sGptGaugesTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final K8sGptGauges gauges = new K8sGptGauges(new Meters(registry), "faultstream");

    @Test
    void shouldHaveTheNamesAndLabelsOfTheOperator() {
        // When
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web"), new KeptResult("", "Node", "n-1")));
        gauges.failed();

        // Then
        assertThat(registry.scrape().lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "k8sgpt_reconcile_error_count{k8sgpt=\"faultstream\"} 1.0",
                        "k8sgpt_mutations_count{k8sgpt=\"faultstream\",mutations=\"mutations\"} 0.0",
                        "k8sgpt_number_of_results{k8sgpt=\"faultstream\",object_namespace=\"shop\"} 1.0",
                        "k8sgpt_number_of_results{k8sgpt=\"faultstream\",object_namespace=\"\"} 1.0",
                        "k8sgpt_number_of_results_by_type{k8sgpt=\"faultstream\",kind=\"Pod\",name=\"shop/web\","
                                + "object_namespace=\"shop\"} 1.0",
                        "k8sgpt_number_of_results_by_type{k8sgpt=\"faultstream\",kind=\"Node\",name=\"n-1\","
                                + "object_namespace=\"\"} 1.0");
    }

    @Test
    void shouldForgetANamespaceThatIsHealthyAgain() {
        // Given
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web"), new KeptResult("bank", "Pod", "bank/web")));

        // When
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web")));

        // Then
        assertThat(registry.scrape()).contains("object_namespace=\"shop\"").doesNotContain("bank");
    }

    @Test
    void shouldCountTwoResultsAboutOneObjectAsTwo() {
        // When
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web"), new KeptResult("shop", "Pod", "shop/web")));

        // Then
        assertThat(sum("k8sgpt_number_of_results")).isEqualTo(2);
        assertThat(sum("k8sgpt_number_of_results_by_type")).isEqualTo(2);
    }

    @Test
    void shouldNotHaveMoreNamesThanIsGoodAndStillCountAll() {
        // Given
        List<KeptResult> results = new ArrayList<>();
        for (int i = 0; i < 2 * K8sGptGauges.MOST_NAMES; i++) {
            results.add(new KeptResult("shop", "Pod", "shop/web-" + i));
        }

        // When
        gauges.show(results);

        // Then
        assertThat(registry.find("k8sgpt_number_of_results_by_type").gauges()).hasSize(K8sGptGauges.MOST_NAMES + 1);
        assertThat(sum("k8sgpt_number_of_results_by_type")).isEqualTo(results.size());
        assertThat(sum("k8sgpt_number_of_results")).isEqualTo(results.size());
    }

    @Test
    void shouldLeaveNothingBehind() {
        // Given
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web")));

        // When
        gauges.close();

        // Then
        assertThat(registry.getMeters()).isEmpty();
    }

    private double sum(String name) {
        return registry.find(name).gauges().stream().mapToDouble(Gauge::value).sum();
    }
}
