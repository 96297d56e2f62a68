package dev.faultstream.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenGaugesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldTakeAGaugeAwayWhenNothingIsOpenAnyMore() {
        // Given
        OpenGauges gauges = gauges(false, 10);
        gauges.add(tags("shop"), 1);
        gauges.add(tags("shop"), 1);

        // When
        gauges.add(tags("shop"), -1);

        // Then
        assertThat(value("shop")).isEqualTo(1);

        // When
        gauges.add(tags("shop"), -1);

        // Then
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void shouldKeepShowingZeroWhereThatIsWanted() {
        // Given
        OpenGauges gauges = gauges(true, 10);

        // When
        gauges.add(tags("shop"), 1);
        gauges.add(tags("shop"), -1);

        // Then
        assertThat(value("shop")).isZero();
    }

    @Test
    void shouldCountTogetherWhatWouldBeTooMuch() {
        // Given
        OpenGauges gauges = gauges(false, 2);
        gauges.add(tags("a"), 1);
        gauges.add(tags("b"), 1);

        // When
        gauges.add(tags("c"), 1);
        gauges.add(tags("c"), 1);

        // Then
        assertThat(registry.getMeters()).hasSize(3);
        assertThat(registry.get("analyzer.namespace.failures.open")
                        .tag("object_namespace", OpenGauges.OTHERS)
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void shouldShowByItselfWhatWasAmongTheOthersWhenThereIsRoom() {
        // Given
        OpenGauges gauges = gauges(false, 1);
        gauges.add(tags("a"), 1);
        gauges.add(tags("b"), 2);

        // When
        gauges.add(tags("a"), -1);

        // Then
        assertThat(value("b")).isEqualTo(2);
        assertThat(sum()).isEqualTo(2);

        // When
        gauges.add(tags("b"), -2);

        // Then
        assertThat(sum()).isZero();
    }

    private OpenGauges gauges(boolean keepsZero, int most) {
        return new OpenGauges(new Meters(registry), AnalyzerMeter.OPEN_BY_NAMESPACE, keepsZero, most);
    }

    private static List<String> tags(String namespace) {
        return List.of("c", namespace, "critical");
    }

    private double value(String namespace) {
        return registry.get("analyzer.namespace.failures.open")
                .tag("object_namespace", namespace)
                .gauge()
                .value();
    }

    private double sum() {
        return registry.find("analyzer.namespace.failures.open").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }
}
