package dev.faultstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BenchmarkIT {
    static Stream<String> shouldMeasureWhenRunAtItsSmallestSize() {
        return BenchmarkMain.all().stream().map(Benchmark::name);
    }

    @ParameterizedTest
    @MethodSource
    void shouldMeasureWhenRunAtItsSmallestSize(String name) throws Exception {
        // Given
        Benchmark benchmark = BenchmarkMain.all().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        Report report = new Report(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));

        // When
        benchmark.run(true, report);

        // Then
        Map<String, Double> values = report.values();
        assertThat(values).isNotEmpty();
        assertThat(values.values()).allSatisfy(value -> assertThat(value).isFinite());
        if (values.containsKey("failures expected")) {
            assertThat(values.get("failures arrived")).isEqualTo(values.get("failures expected"));
        }
    }
}
