package dev.faultstream.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final MeterSpec SPEC = new MeterSpec() {
        @Override
        public Described described() {
            return new Described("test.latency", Kind.TIMER, "seconds", List.of(), "A latency.");
        }

        @Override
        public List<Duration> buckets() {
            return Latency.BUCKETS;
        }
    };

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({"PT2S, 1, 2000", "PT-3S, 1, 0", "PT1H, 1, 3600000", "PT1H1S, 0, 0", "PT-2H, 0, 0"})
    void shouldMeasureWhatIsRecent(Duration age, int count, double millis) {
        // When
        latency(true).until(SPEC, NOW.minus(age));

        // Then
        assertThat(registry.find("test.latency").timers()).hasSize(count).allSatisfy(timer -> assertThat(
                        timer.totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(millis));
    }

    @Test
    void shouldMeasureNothingWhenToldSo() {
        // When
        latency(false).until(SPEC, NOW);

        // Then
        assertThat(registry.getMeters()).isEmpty();
    }

    private Latency latency(boolean measured) {
        return new Latency(new Meters(registry), Clock.fixed(NOW, ZoneOffset.UTC), measured);
    }
}
