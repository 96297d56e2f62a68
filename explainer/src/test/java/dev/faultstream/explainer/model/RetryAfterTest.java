package dev.faultstream.explainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|PT5S",
                " 60 |PT1M",
                "Sun, 1 Mar 2026 10:00:30 GMT|PT30S",
                "Sun, 1 Mar 2026 09:00:00 GMT|",
                "soon|",
                "-3|",
                "99999999999999999999|",
                "|"
            })
    void shouldReadSecondsAndDates(@Nullable String header, @Nullable Duration wait) {
        // When / Then
        assertThat(RetryAfter.parse(header, CLOCK)).isEqualTo(wait);
    }
}
