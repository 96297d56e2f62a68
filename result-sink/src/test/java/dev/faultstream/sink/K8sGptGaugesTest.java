package dev.faultstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.KeptResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class K8sGptGaugesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final K8sGptGauges gauges = new K8sGptGauges(new Meters(registry), "faultstream");

    @Test
    void shouldHaveTheNamesAndLabelsOfTheOperator() {
        // When
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web"), new KeptResult("", "Node", "n-1")));
        gauges.failed();

        // Then
        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "k8sgpt_reconcile_error_count{k8sgpt=faultstream} 1",
                        "k8sgpt_mutations_count{k8sgpt=faultstream,mutations=mutations} 0",
                        "k8sgpt_number_of_results{k8sgpt=faultstream,object_namespace=shop} 1",
                        "k8sgpt_number_of_results{k8sgpt=faultstream,object_namespace=} 1",
                        "k8sgpt_number_of_results_by_type{k8sgpt=faultstream,kind=Pod,name=shop/web,object_namespace=shop} 1",
                        "k8sgpt_number_of_results_by_type{k8sgpt=faultstream,kind=Node,name=n-1,object_namespace=} 1");
    }

    @Test
    void shouldForgetANamespaceThatIsHealthyAgain() {
        // Given
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web"), new KeptResult("bank", "Pod", "bank/web")));

        // When
        gauges.show(List.of(new KeptResult("shop", "Pod", "shop/web")));

        // Then
        assertThat(shown()).anyMatch(gauge -> gauge.contains("shop")).noneMatch(gauge -> gauge.contains("bank"));
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
        assertThat(sum("k8sgpt_number_of_results_by_type")).isEqualTo((double) results.size());
        assertThat(sum("k8sgpt_number_of_results")).isEqualTo((double) results.size());
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

    private List<String> shown() {
        return registry.getMeters().stream()
                .map(Gauge.class::cast)
                .map(gauge -> gauge.getId().getName()
                        + gauge.getId().getTags().stream()
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .collect(Collectors.joining(",", "{", "} "))
                        + (long) gauge.value())
                .toList();
    }

    private double sum(String name) {
        return registry.find(name).gauges().stream().mapToDouble(Gauge::value).sum();
    }
}
