package dev.faultstream.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetersTest {
    private enum TestMeter implements MeterSpec {
        RECORDS("test.records", Kind.COUNTER, null, List.of("topic"), "Records seen."),
        LAG("test.lag", Kind.GAUGE, "seconds", List.of(), "How far behind.");

        @SuppressWarnings("ImmutableEnumChecker") // a record whose list is a copy
        private final Described described;

        TestMeter(String meterName, Kind kind, @Nullable String unit, List<String> tags, String description) {
            described = new Described(meterName, kind, unit, tags, description);
        }

        @Override
        public Described described() {
            return described;
        }
    }

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void shouldMakeMetersAsDescribed() {
        meters.counter(TestMeter.RECORDS, "k8s-failures").increment();
        meters.counter(TestMeter.RECORDS, "k8s-failures").increment();
        meters.gauge(TestMeter.LAG, () -> 3.5);
        assertThat(registry.get("test.records")
                        .tag("topic", "k8s-failures")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("test.lag").gauge().value()).isEqualTo(3.5);
        assertThat(registry.get("test.lag").gauge().getId().getBaseUnit()).isEqualTo("seconds");
    }

    @Test
    void shouldRefuseOtherKindsAndTags() {
        assertThatIllegalArgumentException().isThrownBy(() -> meters.timer(TestMeter.RECORDS, "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.counter(TestMeter.RECORDS));
    }

    @Test
    void shouldDescribeMetersAsMarkdown() {
        assertThat(MeterReference.markdown(List.of(TestMeter.values()))).isEqualTo("""
                        | meter | type | unit | tags | what it tells |
                        |---|---|---|---|---|
                        | `test.records` | counter |  | topic | Records seen. |
                        | `test.lag` | gauge | seconds |  | How far behind. |
                        """);
    }
}
