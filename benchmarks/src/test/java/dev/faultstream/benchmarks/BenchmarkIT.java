package dev.faultstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BenchmarkIT {
    static List<Benchmark> benchmarks() {
        return BenchmarkMain.all();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void shouldReportNumbersWhenItRunsAtTinySize(Benchmark benchmark) throws Exception {
        // Given
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(shown, true, UTF_8));

        // When
        benchmark.run(true, report);

        // Then
        assertThat(report.values()).isNotEmpty();
        assertThat(report.values().values())
                .allSatisfy(value -> assertThat(value).isFinite());
        assertThat(shown.toString(UTF_8)).contains(report.values().keySet());
        if (report.values().containsKey("failures expected")) {
            assertThat(report.values().get("failures arrived"))
                    .isEqualTo(report.values().get("failures expected"))
                    .isPositive();
        }
    }
}
